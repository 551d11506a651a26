//! How the steps of answers about oneself and one's own work sound: who one is, a strength, a weakness, a project in depth.

use super::steps::Cues;

/// What the speaker does now.
pub(crate) static PRESENT: Cues = Cues::new(
    &[
        "right now|currently|presently|nowadays",
        "at the moment|present",
        "these days i",
        "my|in my current|present|day-to-day role|job|team|position|work",
        "i am|i'm a|an|the|in|with|at|responsible",
        "i'm|i am currently|now|working|leading|running|teaching",
        "i work|lead|run|manage|teach|repair|write|plan|sell|build|design for|at|in|as|with|a|the",
        "i've been * for|at|with|a|an|the",
        "for the last|past * years|months",
    ],
    &["today|now|currently"],
);

/// How it came to that.
pub(crate) static PAST: Cues = Cues::new(
    &[
        "before that|this|then|joining",
        "after university|college|school|that|my|graduating|studying",
        "my first job|role|position|project",
        "previously|originally|earlier",
        "i trained|studied|graduated|apprenticed",
        "i started|began out|off|as|in|at|my",
        "used to work|be",
        "i came to|into|from",
        "that's how|where|when i",
        "my degree|studies|apprenticeship|background",
        "left school",
    ],
    &["degree|university|college|school|apprenticeship|career|then|moved|joined"],
);

/// What is to come next.
pub(crate) static FUTURE: Cues = Cues::new(
    &[
        "next step|role|job|chapter|challenge",
        "i'm|i am looking for|forward",
        "i'd like|love to",
        "i want|hope to|a",
        "that's|which is why i'm|i|your|this",
        "what draws|drew|brings|brought|attracts|excites me",
        "why i'm|i here|applied|apply|interested",
        "excited|interested about|by|in",
        "your team|company|product|mission|role|posting|advert|work",
    ],
    &["want|future|hope|next|role|here|your"],
);

/// The strength or the weakness, named.
pub(crate) static NAMED: Cues = Cues::new(
    &[
        "my|one|a|biggest|greatest|main|real|key strength|strengths|weakness|weaknesses|superpower",
        "weak spot|point",
        "i'm|i am really? very? quite? honestly? good|best|great|strong|calm|patient|thorough|careful|bad|terrible|slow|impatient",
        "i'm|i am not good|great|comfortable|patient",
        "good|bad|terrible|best|poor at",
        "known for",
        "i tend|struggle|struggled to|with",
        "i find it hard|difficult",
        "colleagues|people|friends|others say|tell|describe|come|told",
        "too much|long|fast|quickly|often|many|direct|late",
    ],
    &["strength|weakness|skill|good|strong|struggle|hard|difficult|sometimes"],
);

/// Where it showed.
pub(crate) static EXAMPLE: Cues = Cues::new(
    &[
        "for example|instance",
        "an example",
        "last|this year|month|week|spring|summer|autumn|fall|winter|time|quarter|monday|tuesday|wednesday|thursday|friday",
        "in my last|first|current|previous job|role|team|project|company",
        "there was a|this|one",
        "one|two|three day|time|evening|morning|years|weeks|months ago?",
        "when we|i|our|my|the",
    ],
    &["once|example|project|when"],
);

/// What it cost.
pub(crate) static COST: Cues = Cues::new(
    &[
        "cost|costs me|us|the|my|a|it",
        "we|i|they lost|missed",
        "was|were|came late|delayed",
        "took longer|twice|three|two|a",
        "because of|that|i",
        "my manager|boss|team|colleague|colleagues had|was|were|waited|complained|told|said",
    ],
    &["cost|lost|missed|late|delayed|angry|annoyed"],
);

/// What is done about it.
pub(crate) static COUNTERMEASURE: Cues = Cues::new(
    &[
        "now i|i've",
        "these days i",
        "since then i|i've",
        "i've|i have started|learned|learnt|begun|joined|asked|made|set|taken",
        "i make sure",
        "i force|remind myself",
        "what i do now|is",
        "i set|block|write|ask|use|plan|practise|practice a|an|my|down|it|two|out",
        "working on it|that|this",
        "every|each time|week|morning|day|meeting",
    ],
    &["checklist|timer|coach|course|reminder|calendar|habit|rule|mentor|practice|practise"],
);

/// How far that is.
pub(crate) static PROGRESS: Cues = Cues::new(
    &[
        "still catch|slip|do|happens|struggle|need|not",
        "not gone|perfect|there|cured",
        "better than|now|at|but|and",
        "getting|got|much|far|lot better|easier",
        "no longer",
        "in my last|latest review|feedback|talk|presentation|project|meeting",
        "my manager|boss|team|lead|colleagues|colleague wrote|said|noticed|says|told|say",
        "first time",
        "down to|from",
    ],
    &["better|improved|progress|improvement|still"],
);

/// How it works.
pub(crate) static HOW_IT_WORKS: Cues = Cues::new(
    &[
        "it|the|each|every works|worked by|like|in|as",
        "the way it works|worked",
        "consists|consisted|made|built of|up|from|in|on|around",
        "first|then it|the|each|every|a|we",
        "under the hood",
        "two|three|four|five parts|stages|services|steps|layers|pieces|components",
        "each|every request|order|record|event|message|user|row|page|customer|day|hour|night",
        "goes through|into|to",
    ],
    &["architecture|design|pipeline|service|services|queue|database|model|system|layer|module"],
);

/// What was hard about it.
pub(crate) static HARD_PART: Cues = Cues::new(
    &[
        "hard|hardest|difficult|tricky|trickiest|toughest|challenging part|bit|thing|problem|was|piece",
        "the|biggest|main challenge|problem|difficulty|catch|snag|twist|trouble was|is|came",
        "what made it hard|difficult|tricky",
        "kept failing|breaking|crashing|losing|burning",
        "nobody knew|had|could|understood",
        "ran into|out",
        "we|i struggled",
    ],
    &["hard|difficult|problem|challenge|tricky|bottleneck|complex"],
);

/// What the speaker would do otherwise.
pub(crate) static WOULD_CHANGE: Cues = Cues::new(
    &[
        "looking back",
        "in hindsight|retrospect",
        "with hindsight",
        "next time",
        "should have",
        "i'd|would|would've do|have|start|test|build|ask|involve|write|use|spend|begin|done|started|tested",
        "differently",
        "if i|we did|had|could it|to|do",
        "knowing what i|we",
    ],
    &["change|mistake|wish|regret|earlier|sooner"],
);
