//! How each step of an answer sounds.

use crate::language::phrases::Patterns;

/// Patterns that make a step sure, and those that make it possible.
pub(crate) struct Cues {
    pub(crate) sure: Patterns,
    pub(crate) possible: Patterns,
}

impl Cues {
    pub(super) const fn new(sure: &'static [&'static str], possible: &'static [&'static str]) -> Self {
        Self { sure: Patterns::new(sure), possible: Patterns::new(possible) }
    }
}

/// What one does to tell somebody what they did.
pub(crate) const REPORTS: &[&str] = &[
    "told", "said", "noticed", "saw", "explained", "described", "mentioned", "pointed", "observed", "shared",
    "reminded", "showed", "asked",
];

/// Past forms that are no deeds.
pub(crate) const STATES: &[&str] = &[
    "was", "had", "felt", "thought", "wanted", "knew", "liked", "loved", "needed", "hoped", "heard", "saw", "always",
    "believed", "understood", "got", "lived", "grew", "wished", "preferred", "enjoyed", "realized", "realised", "did",
];

/// What one means to do.
pub(crate) static INTENDS: Patterns =
    Patterns::new(&["i would|will|could|can|hope|plan", "i'd|i'll", "i want to", "looking forward to"]);

/// What was seen to be wrong.
pub(crate) static SYMPTOM: Cues = Cues::new(
    &[
        "kept failing|crashing|dropping|breaking|stopping|freezing|losing|getting",
        "started failing|crashing|dropping|breaking|timing|freezing|losing|returning|rattling|leaking",
        "stopped working|responding",
        "was|were|got too? slow|down|broken|failing|crashing|timing|frozen|leaking",
        "users|customers|people|clients|patients|staff complained|reported|saw|called",
        "error|errors|alert|alerts|alarm|alarms came|went|fired|rose|showed|started",
        "we|i got an? alert|alarm|complaint|complaints",
    ],
    &["error|errors|alert|alerts|slow|failure|failures|crash|crashed|outage|complaint|complaints|broken|symptom"],
);

/// What might have been the cause.
pub(crate) static HYPOTHESIS: Cues = Cues::new(
    &[
        "i|we first|also|then? suspected|assumed|guessed|theorized",
        "my|our first? guess|theory|hypothesis|hunch|suspicion|thought|idea was",
        "i|we thought it was|might|could|must|had",
        "i|we thought the|that",
        "the|one|first|another hypothesis|theory|suspect was",
        "could have been|caused",
        "it|that might|could|must have been",
        "it might|could be",
        "i wondered whether|if",
    ],
    &["maybe|perhaps|probably|suspected|hypothesis|theory|suspicion|assumed|wondered"],
);

/// How that was put to the test.
pub(crate) static EXPERIMENT: Cues = Cues::new(
    &[
        "i|we|then|and tested|reproduced|bisected|isolated|profiled|measured|instrumented|compared|swapped|unplugged",
        "to test that|this|it|whether|the",
        "to check|confirm|prove|rule that|this|it|whether|if|out",
        "ruled out",
        "ran a|an|the|some test|tests|experiment|trial|query|trace|benchmark",
        "one by one",
        "turned|switched it|them|the off",
        "added logging|logs|metrics|tracing|counters",
        "i|we tried",
        "i|we checked|watched|logged|weighed",
    ],
    &["tested|test|tried|checked|experiment|measured|compared|verified|looked at"],
);

/// What it was in the end.
pub(crate) static ROOT_CAUSE: Cues = Cues::new(
    &[
        "the? root|real|actual|true cause|problem|reason|issue was|turned",
        "root cause",
        "the cause|culprit|reason was",
        "it|that turned out",
        "turned out that|to|the|it",
        "was|were caused by",
        "came down to",
        "traced it|that|this|them|the back? to",
        "i|we found|discovered that|out|the|a|it",
        "was to blame",
    ],
    &["because|caused|cause|reason|found|discovered|culprit"],
);

/// What was done about it.
pub(crate) static FIX: Cues = Cues::new(
    &[
        "i|we|then|and|so fixed|patched|replaced|rolled|rewrote|repaired|corrected|solved|removed|reverted",
        "the? fix was",
        "i|we added|changed|moved|set|installed|raised|lowered|switched|redesigned|put",
        "to fix it|that|this|the",
    ],
    &["fixed|fix|changed|replaced|solved|solution|patch|repaired|corrected"],
);

/// What keeps it from coming back.
pub(crate) static PREVENTION: Cues = Cues::new(
    &[
        "happen|happens|happened|happening again",
        "never again",
        "to? prevent|prevents|prevented|avoid|stop it|this|that|the|future|another",
        "come|comes|coming back",
        "added a|an|the? regression? test|tests|alert|alerts|alarm|monitor|monitoring|check|checks|checklist",
        "wrote a|an|the|it? postmortem|post-mortem|runbook|checklist|guide|test|tests|up|down",
        "from then on",
        "so that next|nobody|no|it|we|the next? time? would|can|could|one|never|cannot",
        "catch|catches|caught it|this|that|the|them next|early|before|earlier",
    ],
    &[
        "prevent|prevention|monitoring|alert|alerts|checklist|postmortem|runbook|documented|regression",
        "since then",
        "now we|i|every",
    ],
);

/// What could go wrong, and for whom.
pub(crate) static RISK: Cues = Cues::new(
    &[
        "the? risk|danger|stakes was|were|of|that|is",
        "was|were at? risky|stake|risk",
        "could|would|might have? lose|lost|cost|fail|failed|miss|missed|break|broken|damage|hurt",
        "risked|risking losing|breaking|missing|the|our|a",
        "if we|i|it|that didn't|failed|waited|missed|went|lost|got",
        "i|we was|were worried|afraid",
        "what|lot was at stake",
        "if i|we was|were wrong",
    ],
    &["risk|risks|risky|stake|danger|deadline|worried|afraid|lose|uncertain|threat"],
);

/// What there was to choose from.
pub(crate) static OPTIONS: Cues = Cues::new(
    &[
        "two|three|four|several|my|our|the|other|few options|choices|alternatives|ways|possibilities",
        "i|we could either|have",
        "one|first|second|other|another option|alternative|choice|way was|would|is",
        "on the one|other hand",
        "i|we considered|weighed|compared",
        "instead of",
        "rather than",
        "pros and cons",
        "whether to",
        "either *? or",
    ],
    &["option|options|alternative|alternatives|choice|could|either|whether|considered|or"],
);

/// What was chosen.
pub(crate) static DECISION: Cues = Cues::new(
    &[
        "i|we|finally|then|so decided|chose|picked|opted|settled|committed|recommended",
        "i|we went with|for|ahead",
        "i|we made the|that|my|a call|decision|choice",
        "my|our|the decision|choice was",
        "i|we told|said them|him|her|no|yes we'd|we|i|to",
    ],
    &["decided|decision|chose|choose|picked|call|went"],
);

/// What made the choice safer.
pub(crate) static MITIGATION: Cues = Cues::new(
    &[
        "in case",
        "to be safe|sure",
        "plan b",
        "as a|our|my back-up|backup|fallback|fall-back",
        "a|the|our fallback|fall-back|backup|back-up|safety|rollback|pilot|trial|phased",
        "roll|rolled it? back",
        "to reduce|limit|lower|lessen|contain|cap the|that|our|any risk|risks|damage|blast",
        "to|i|we protect|protected|hedge|hedged|mitigate|mitigated",
        "step by step",
        "with a small|few|one|single group|shop|customers|team|ward|users|store",
        "kept the|an|our old|previous|second|spare",
        "made|make sure",
        "could go|switch|turn back",
        "first with|in|on one|a|two",
    ],
    &["safe|fallback|backup|gradually|pilot|monitored|insurance|protect|mitigate|careful|watched"],
);

/// What came of the choice.
pub(crate) static OUTCOME: Cues = Cues::new(
    &["in the end", "as a result", "the? result|outcome was", "it|that|this worked|failed|helped|paid", "paid off"],
    &["turned out|eventually|finally|ended"],
);

/// What was taken from it.
pub(crate) static REFLECTION: Cues = Cues::new(&[], &["learned|learnt|realized|realised|lesson|differently|hindsight"]);

/// Where and when.
pub(crate) static SITUATION: Cues = Cues::new(
    &[
        "last|on|this monday|tuesday|wednesday|thursday|friday|week|month|sprint|year",
        "yesterday",
        "in|during|after our|the|a|my * meeting|review|call|workshop|standup|interview|shift",
        "in|during|after our|the|a|my meeting|review|call|workshop|standup|interview|shift",
    ],
    &["last|yesterday|during|meeting|when", "in|at|on the|our|a meeting|standup|review|shift|project|call|workshop"],
);

/// What the other person did, as anyone could have seen it.
pub(crate) static BEHAVIOUR: Cues = Cues::new(
    &[
        "he|she|they kept|interrupted|ignored|arrived|missed|cut|talked|shouted|skipped|forgot|refused|turned",
        "you interrupted|ignored|arrived|missed|cut|skipped|forgot|said|talked|were",
        "every time he|she|they",
        "without telling|asking|warning",
    ],
    &["behaviour|behavior|late|interrupted|interrupting|he|she|they"],
);

/// What that did to others.
pub(crate) static IMPACT: Cues = Cues::new(
    &[
        "the? impact|effect|consequence|result was|on|is|of",
        "made|makes|making me|us|them|people|her|him|others|everyone|it",
        "which meant|made|left|caused|cost|slowed|put",
        "as a result",
        "because of that|this|it",
        "so|and that|this? the|others|people|nobody|everyone|we|they|i had|stopped|felt|lost|waited|could|did|went",
        "felt ignored|stupid|unheard|left|small|excluded|embarrassed|disrespected|overlooked",
        "it|that cost|slowed|delayed|hurt|left",
        "lost trust|time|confidence|an|a|two|three",
    ],
    &["impact|effect|felt|cost|delayed|slowed|frustrated|trust"],
);

/// What the speaker wants.
pub(crate) static WHAT: Cues = Cues::new(
    &[
        "i want|wanted to work|join|learn|be|build|help|move|become|do|teach|make",
        "i'd|i would really? like|love to",
        "i'm|i am really|very|most|so? interested|excited|drawn|applying|fascinated|attracted|looking|here",
        "draws|drew|attracts|attracted|excites|interests|fascinates|brought me",
        "what i want|like|love|find",
        "appeals|appealed|speaks to me",
        "caught my eye|attention",
    ],
    &["want|interested|excited|love|like|applying|role|position"],
);

/// Why it matters to the speaker.
pub(crate) static WHY_IT_MATTERS: Cues = Cues::new(
    &[
        "matters|mattered|important|personal|close to me|my",
        "i really|deeply? care|cared",
        "means|meant a lot|something|everything to",
        "because i|my|for|i've|i'm|it|when",
        "i grew up",
        "my mother|father|sister|brother|grandmother|grandfather|family|parents|daughter|son|uncle|aunt|mom|dad",
        "i believe|believed in|that",
        "ever since i|my",
        "for me personally?",
        "i've always",
    ],
    &["because|care|always|passion|passionate|believe|personally"],
);

/// What the speaker has done about it.
pub(crate) static WHAT_I_DID: Cues = Cues::new(
    &[],
    &["i've|have been|worked|spent|built|done|taken|taught", "i have been|worked|spent|built|done|taken"],
);

/// What the speaker would do here.
pub(crate) static WHAT_I_WOULD_DO: Cues = Cues::new(
    &[],
    &["your team|company|product|mission|users|customers|work|school|patients", "here|contribute|bring"],
);

/// Only its label tells it.
pub(crate) static NONE: Cues = Cues::new(&[], &[]);
