//! Verbs and other words that tell who does something, who wants something, and what came of it.

/// Verbs of doing in the past tense, for "I …" and for a note that begins with its verb.
pub(in crate::structure) const DEEDS: &[&str] = &[
    "built", "wrote", "rewrote", "designed", "created", "implemented", "proposed", "added", "set", "ran", "made",
    "asked", "met", "talked", "called", "scheduled", "organized", "organised", "led", "used", "took", "introduced",
    "analyzed", "analysed", "investigated", "identified", "developed", "moved", "gathered", "collected", "interviewed",
    "spoke", "presented", "explained", "documented", "tested", "tried", "worked", "collaborated", "coordinated",
    "drafted", "broke", "split", "mapped", "listed", "prioritized", "prioritised", "focused", "reviewed", "refactored",
    "migrated", "replaced", "automated", "configured", "deployed", "debugged", "traced", "profiled", "measured",
    "checked", "compared", "researched", "read", "studied", "learned", "suggested", "recommended", "negotiated",
    "convinced", "persuaded", "invited", "shared", "sent", "offered", "listened", "acknowledged", "paired", "mentored",
    "coached", "trained", "taught", "showed", "walked", "sat", "pulled", "put", "gave", "established", "defined",
    "communicated", "escalated", "raised", "brought", "worked", "began", "started", "decided", "chose", "kept", "held",
    "facilitated", "conducted", "planned", "prepared", "outlined", "prototyped", "evaluated", "experimented",
    "optimized", "optimised", "extracted", "wrapped", "leveraged", "applied", "instrumented", "logged", "monitored",
    "followed", "reached", "stayed", "updated", "simplified", "removed", "cleaned", "consolidated", "integrated",
    "framed", "addressed", "flagged", "delegated", "divided", "assigned", "formed", "structured", "restructured",
    "wired", "went", "looked", "dug", "drove", "worked", "partnered", "engaged", "pushed", "pitched", "recruited",
    "hired", "bought", "found", "rolled", "scoped",
];

/// Plain verbs that open a bare statement of a goal: "Ship it by May", "To find the cause".
pub(in crate::structure) const PURPOSES: &[&str] = &[
    "build", "create", "design", "deliver", "ensure", "reduce", "improve", "implement", "fix", "find", "get", "keep",
    "make", "lead", "migrate", "develop", "decide", "restore", "identify", "increase", "ship", "launch", "resolve",
    "solve", "help", "cut", "define", "establish", "convince", "figure", "lower", "automate", "replace", "move",
    "bring", "drive", "provide", "write", "set", "choose", "maintain", "prevent", "support", "scale", "optimize",
    "meet", "complete", "finish", "manage", "address", "handle", "add", "turn", "take", "understand", "diagnose",
    "determine", "own", "train",
];

/// Verbs that tell what came of it when they open a note: "Reduced the wait to a day".
pub(in crate::structure) const OUTCOMES: &[&str] = &[
    "reduced", "cut", "saved", "increased", "improved", "eliminated", "achieved", "delivered", "shipped", "passed",
    "earned", "won", "received", "gained", "enabled", "prevented", "became", "doubled", "tripled", "halved", "dropped",
    "fell", "rose", "grew", "boosted", "met", "hit", "exceeded", "avoided", "restored", "recovered", "completed",
    "finished", "resulted", "successfully", "zero", "strengthened", "launched", "accelerated", "closed", "unblocked",
    "retained", "promoted", "recognized", "maintained", "decreased", "lowered", "adopted",
];

/// What numbers do when something came of it.
pub(in crate::structure) const CHANGES: &[&str] = &[
    "dropped", "fell", "rose", "grew", "improved", "increased", "decreased", "reduced", "doubled", "tripled", "halved",
    "cut", "saved", "shrank", "climbed", "jumped", "declined", "recovered", "stabilized", "exceeded", "eliminated",
    "improvement", "reduction", "increase", "decrease", "savings", "faster", "fewer",
];

/// Past-tense verbs that tell a state or a thought, not a step.
pub(in crate::structure) const STATIVE: &[&str] = &[
    "was", "were", "had", "needed", "wanted", "knew", "felt", "thought", "believed", "hoped", "owned", "liked",
    "loved", "hated", "feared", "expected", "seemed", "meant", "based", "faced", "lacked", "required", "involved",
    "contained", "included", "existed", "stood", "understood", "remembered", "ended", "realized", "realised", "saw",
    "heard", "noticed", "did", "said", "used", "received", "got", "joined", "learned", "learnt",
];

/// Stand between "I" and its verb.
pub(in crate::structure) const BETWEEN: &[&str] = &[
    "also", "then", "first", "immediately", "quickly", "personally", "just", "even", "carefully", "proactively",
    "really", "next", "finally", "actually", "eventually",
];

/// Verbs and forms of what holds at any time.
pub(in crate::structure) const PRESENTS: &[&str] = &[
    "is", "are", "it's", "that's", "isn't", "aren't", "don't", "doesn't", "i'm", "can", "can't", "cannot", "should",
    "shouldn't", "would", "wouldn't", "will", "you", "your", "always", "never", "often", "sometimes", "means",
    "matters", "requires", "needs", "makes", "takes", "builds", "gives", "helps", "leads", "works", "comes", "becomes",
    "beats", "better", "best", "important", "more", "than", "people", "someone", "every", "anyone", "must", "may",
    "have", "has",
];
