//! Common words whose spelling misleads the rules, by their number of syllables.

/// Read letter by letter.
pub(super) const SPELLED: &[&str] = &[
    "api", "aws", "ui", "ux", "ai", "ceo", "cto", "cfo", "coo", "usa", "uk", "eu", "ios", "io", "gpu", "cpu", "url",
    "uri", "hr", "pr", "qa", "kpi", "sla", "slo", "sli", "sre", "roi", "ip", "iot", "ide", "etl", "erp", "crm", "okr",
    "mba", "phd", "pdf", "npm", "vpn", "dns", "ssh", "sdk", "orm", "mvp", "tv", "pc", "nlp", "llm", "ml", "b2b",
    "oauth", "cli", "ci", "cd", "po", "pm", "em", "vp", "svp", "fbi", "cia", "nhs", "irs", "faq", "eta", "asap", "diy",
    "gdp", "ipo", "ppt", "csv", "aml", "apm", "emea", "eod", "atm",
];

/// Words, with the number of syllables they have.
pub(super) const EXCEPTIONS: &[(&str, usize)] = &[
    (
        "hmm hm mm mmm shh psst the queue queues queued clothes are were where there here gone done one once some come came eye eyes \
         heart fifth sixth twelfth world hired tired fired wired fire hire wire tire ma'am y'all o'er aren't weren't \
         'em 'cause aches moved real guy guys buy build built suit fruit bruise cruise juice guess guide guard yeah tier tiers pier \
         sure cure pure our hours hour ours flour owned known grown shown aged jeans ones",
        1,
    ),
    (
        "people maybe every business evening evenings wednesday something someone sometimes somewhere sometime lawyer lawyers canyon science \
         client clients quiet poem poet being seeing giving lion riot trial trials dial prior create created creates react reacts really \
         ideal fuel fuels cruel duel ruin ruined chaos naive cafe senior seniors junior juniors colleague colleagues surgeon pigeon ocean \
         movie movies cookie cookies rookie zombie cashier frontier soldier friendly brilliant issue issues issued tissue statue virtue value values \
         valued argue argues argued rescue hundred hundreds wicked naked sacred rugged rhythm iron fashion cushion \
         apple bias biased sequel sequence sequences frequent equal mister doctor missus versus okay email emails mature secure \
         secured ensure ensured assure assured layer layers buyer buyers employed aware somehow myself yourself \
         handled settled enabled troubled doubled tripled struggled juggled tackled scrambled \
         reuse reused beyond trying relied recruit recruits guidance forward forwards toward towards o'clock foreign leopard \
         therefore whereas careful useful hopeful homework framework frameworks timeline timelines baseline pipeline pipelines lifetime \
         safety moment moments lively lonely closely safely nicely likely rarely merely largely whereby thereby pleasure \
         measure measures measured treasure leisure nature feature features featured future creature pressure pressures figure figures \
         failure failures picture pictures capture captured lecture lectures structure structures structured culture cultures \
         venture mixture texture gesture posture",
        2,
    ),
    (
        "area areas idea ideas recipe recipes museum museums everything everyone anyone anybody somebody everywhere \
         favorite favorites family families camera cameras general several different \
         usual actual realize realized realizes creating reacted reaction reactions reacting simile finale apache \
         company companies customer customers deliver delivered delivers opinion opinions companion official officials familiar peculiar \
         behavior behaviors element elements genuine engineer engineers engineered pioneer volunteer volunteers \
         coworker coworkers businesses violent violence diamond theory theories theater continue continues continued \
         revenue revenues avenue avenues poetry however develop developed determine determined determines \
         examine examined imagine imagined discipline medicine opposite definite composite separate desperate \
         accurate whatever whoever whenever wherever forever vegetable \
         procedure procedures adventure signature signatures furniture departure \
         decided divided provided included concluded exceeded succeeded demanded expanded attended extended responded \
         restarted requested suggested adjusted supported reported selected directed protected expected connected corrected \
         reviewer reviewers interview interviews interviewed overview influence influenced audience radius physician \
         biweekly multiple multiples simplify clarify reliant defiant appliance compliance alliance reliance",
        3,
    ),
    (
        "interviewer interviewers developer developers coordinate coordinated coordinates cooperate evaluate evaluated evaluates \
         temperature literature comfortable reliable variable variables immediate experience experiences experienced \
         hierarchy coalition nevertheless hierarchies biology usually actually gradually casually annually manually \
         interesting",
        4,
    ),
    ("immediately enthusiasm evaluation creativity initiative individual individuals eventually", 5),
];
