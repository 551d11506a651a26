//! Common words whose spelling misleads the rules, by their number of syllables.

/// Read letter by letter.
pub(super) const SPELLED: &[&str] = &[
    "api", "aws", "ui", "ux", "ai", "ceo", "cto", "cfo", "coo", "usa", "uk", "eu", "ios", "io", "gpu", "cpu", "url",
    "uri", "hr", "pr", "qa", "kpi", "sla", "slo", "sli", "sre", "roi", "ip", "iot", "ide", "etl", "erp", "crm", "okr",
    "mba", "phd", "pdf", "npm", "vpn", "dns", "ssh", "sdk", "orm", "mvp", "tv", "pc", "nlp", "llm", "ml", "b2b",
    "oauth", "cli", "ci", "cd", "po", "pm", "em", "vp", "svp", "fbi", "cia", "nhs", "irs", "faq", "eta", "asap", "diy",
    "gdp", "ipo", "ppt", "csv", "aml", "apm", "emea", "eod", "atm",
];

/// Words by the number of syllables they have, each list in alphabetical order.
pub(super) const EXCEPTIONS: &[(usize, &[&str])] = &[
    (
        1,
        &[
            "'cause", "'em", "aches", "aged", "are", "aren't", "bruise", "build", "built", "buy", "came", "clothes",
            "come", "cruise", "cure", "done", "eye", "eyes", "fifth", "fire", "fired", "flour", "fruit", "gone",
            "grown", "guard", "guess", "guide", "guy", "guys", "heart", "here", "hire", "hired", "hm", "hmm", "hour",
            "hours", "jeans", "juice", "known", "ma'am", "mm", "mmm", "moved", "o'er", "once", "one", "ones", "our",
            "ours", "owned", "pier", "psst", "pure", "queue", "queued", "queues", "real", "shh", "shown", "sixth",
            "some", "suit", "sure", "the", "there", "tier", "tiers", "tire", "tired", "twelfth", "were", "weren't",
            "where", "wire", "wired", "world", "y'all", "yeah",
        ],
    ),
    (
        2,
        &[
            "apple", "argue", "argued", "argues", "assure", "assured", "aware", "baseline", "being", "beyond", "bias",
            "biased", "brilliant", "business", "buyer", "buyers", "cafe", "canyon", "capture", "captured", "careful",
            "cashier", "chaos", "client", "clients", "closely", "colleague", "colleagues", "cookie", "cookies",
            "create", "creates", "creature", "cruel", "culture", "cultures", "cushion", "dial", "doctor", "doubled",
            "duel", "email", "emails", "employed", "ensure", "ensured", "equal", "evening", "evenings", "every",
            "failure", "failures", "fashion", "feature", "featured", "features", "figure", "figures", "foreign",
            "forward", "forwards", "framework", "frameworks", "frequent", "friendly", "frontier", "fuel", "fuels",
            "future", "gesture", "giving", "guidance", "handled", "homework", "hopeful", "hundred", "hundreds",
            "ideal", "iron", "issue", "issued", "issues", "juggled", "junior", "juniors", "largely", "lawyer",
            "lawyers", "layer", "layers", "lecture", "lectures", "leisure", "leopard", "lifetime", "likely", "lion",
            "lively", "lonely", "mature", "maybe", "measure", "measured", "measures", "merely", "missus", "mister",
            "mixture", "moment", "moments", "movie", "movies", "myself", "naive", "naked", "nature", "nicely",
            "o'clock", "ocean", "okay", "people", "picture", "pictures", "pigeon", "pipeline", "pipelines", "pleasure",
            "poem", "poet", "posture", "pressure", "pressures", "prior", "quiet", "rarely", "react", "reacts",
            "really", "recruit", "recruits", "relied", "rescue", "reuse", "reused", "rhythm", "riot", "rookie",
            "rugged", "ruin", "ruined", "sacred", "safely", "safety", "science", "scrambled", "secure", "secured",
            "seeing", "senior", "seniors", "sequel", "sequence", "sequences", "settled", "soldier", "somehow",
            "someone", "something", "sometime", "sometimes", "somewhere", "statue", "structure", "structured",
            "structures", "struggled", "surgeon", "tackled", "texture", "thereby", "therefore", "timeline",
            "timelines", "tissue", "toward", "towards", "treasure", "trial", "trials", "tripled", "troubled", "trying",
            "useful", "value", "valued", "values", "venture", "versus", "virtue", "wednesday", "whereas", "whereby",
            "wicked", "yourself", "zombie",
        ],
    ),
    (
        3,
        &[
            "accurate", "actual", "adjusted", "adventure", "alliance", "anybody", "anyone", "apache", "appliance",
            "area", "areas", "attended", "audience", "avenue", "avenues", "behavior", "behaviors", "biweekly",
            "businesses", "camera", "cameras", "clarify", "companies", "companion", "company", "compliance",
            "composite", "concluded", "connected", "continue", "continued", "continues", "corrected", "coworker",
            "coworkers", "creating", "customer", "customers", "decided", "defiant", "definite", "deliver", "delivered",
            "delivers", "demanded", "departure", "desperate", "determine", "determined", "determines", "develop",
            "developed", "diamond", "different", "directed", "discipline", "divided", "element", "elements",
            "engineer", "engineered", "engineers", "everyone", "everything", "everywhere", "examine", "examined",
            "exceeded", "expanded", "expected", "extended", "familiar", "families", "family", "favorite", "favorites",
            "finale", "forever", "furniture", "general", "genuine", "however", "idea", "ideas", "imagine", "imagined",
            "included", "influence", "influenced", "interview", "interviewed", "interviews", "medicine", "multiple",
            "multiples", "museum", "museums", "official", "officials", "opinion", "opinions", "opposite", "overview",
            "peculiar", "physician", "pioneer", "poetry", "procedure", "procedures", "protected", "provided", "radius",
            "reacted", "reacting", "reaction", "reactions", "realize", "realized", "realizes", "recipe", "recipes",
            "reliance", "reliant", "reported", "requested", "responded", "restarted", "revenue", "revenues",
            "reviewer", "reviewers", "selected", "separate", "several", "signature", "signatures", "simile",
            "simplify", "somebody", "succeeded", "suggested", "supported", "theater", "theories", "theory", "usual",
            "vegetable", "violence", "violent", "volunteer", "volunteers", "whatever", "whenever", "wherever",
            "whoever",
        ],
    ),
    (
        4,
        &[
            "actually", "annually", "biology", "casually", "coalition", "comfortable", "cooperate", "coordinate",
            "coordinates", "developer", "developers", "evaluate", "evaluates", "experience", "experienced",
            "experiences", "gradually", "hierarchies", "hierarchy", "immediate", "initiative", "interesting",
            "interviewer", "interviewers", "literature", "manually", "nevertheless", "reliable", "temperature",
            "usually", "variable", "variables",
        ],
    ),
    (5, &["creativity", "enthusiasm", "evaluation", "eventually", "immediately", "individual", "individuals"]),
];
