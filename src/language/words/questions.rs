//! What the words of a question ask for.

use crate::language::phrases::Patterns;

/// Asks why somebody wants something.
pub(crate) static MOTIVATION: Patterns = Patterns::new(&[
    "why do|did|would you want|like|apply|become",
    "why do|did you choose|pick this|our|your career|company|field|job|profession|role|degree|subject",
    "why us|here",
    "why this|our company|role|team|job|position|school|university|program|programme|organisation|organization|field",
    "why are you interested|applying|here",
    "why should|would we hire you",
    "what interests|attracts|attracted|excites|draws|drew|motivates|drives you",
    "what motivated|made you to? want|apply|join|become",
    "what makes you want",
]);

/// Asks how something broken was understood.
pub(crate) static DIAGNOSIS: Patterns = Patterns::new(&[
    "debug|debugged|debugging|diagnose|diagnosed|diagnosing|diagnosis",
    "troubleshoot|troubleshooting|troubleshot|troubleshooted",
    "root cause|causes",
    "root-cause",
    "bug|bugs|outage|outages",
    "production incident|issue|problem|failure",
    "tracked|track down",
    "figured|figure|found|find out why",
]);

/// Asks what was learned when it did not go well, or from being told so.
pub(crate) static CARE: Patterns = Patterns::new(&[
    "fail|failed|failure|failures|mistake|mistakes|setback|regret",
    "went|gone|go wrong|badly",
    "wrong decision|call",
    "bad decision",
    "lesson|lessons",
    "learned|learnt|learn from|the",
    "do differently",
    "received|receive|got|get|gave|given|give you? critical|tough|difficult|negative|constructive? feedback|criticism",
    "feedback|criticism you received|got|were",
]);

/// Asks how somebody decides.
pub(crate) static DECISION: Patterns = Patterns::new(&[
    "hard|difficult|tough|big|biggest|unpopular|important|quick|critical|risky decision|decisions|choice",
    "decision|choice you made|took|had|faced",
    "decide|choose|chose between|whether",
    "make|made|making a|the? decision|choice",
    "trade-off|trade-offs|tradeoff|tradeoffs",
    "trade offs?",
    "took|take|taken|taking a? calculated|big? risk|risks",
    "calculated risk|risks",
    "risk you took",
    "incomplete|limited|little|ambiguous|insufficient information|data",
]);

/// Asks about a conflict: what others decided is no decision of one's own.
pub(crate) static CONFLICT: Patterns = Patterns::new(&["disagree|disagreed|disagreement"]);

/// Verbs of handing feedback over.
pub(crate) const GIVES: &[&str] = &[
    "give", "gave", "given", "giving", "deliver", "delivered", "delivering", "provide", "provided", "share", "shared",
];
