namespace Spasms.Knowledge.RedFlags;

/// <summary>
/// Words that tell a report from other talk: the lists under <c>cues:</c> in red-flags.yaml, one for each member.
/// The number is the mark under which the phrase table finds them.
/// </summary>
public enum Cue
{
    /// <summary><c>no</c>: what follows is denied.</summary>
    No,

    /// <summary><c>no-denial</c>: holds a "no" word but denies nothing ("not only", "no idea").</summary>
    NoDenial,

    /// <summary><c>break</c>: begins a new thought ("but", "because").</summary>
    Break,

    /// <summary><c>past</c>: long over ("years ago").</summary>
    Past,

    /// <summary><c>now</c>: going on ("since", "this morning"); outweighs the past and a condition.</summary>
    Now,

    /// <summary><c>topic</c>: asks about a thing in general ("what is").</summary>
    Topic,

    /// <summary><c>link</c>: begins a yes/no question about things in general ("can", "does").</summary>
    Link,

    /// <summary><c>condition</c>: supposes ("if").</summary>
    Condition,

    /// <summary><c>no-condition</c>: holds an "if" but supposes nothing ("not sure if").</summary>
    NoCondition,

    /// <summary><c>keyword</c>: what people add to a search ("symptoms", "first aid").</summary>
    Keyword,

    /// <summary><c>self</c>: the person writing.</summary>
    Self,

    /// <summary><c>other</c>: another person.</summary>
    Other,

    /// <summary><c>creature</c>: an animal or a thing as the one who has it.</summary>
    Creature,

    /// <summary><c>fiction</c>: a story, an exam, a job.</summary>
    Fiction,

    /// <summary><c>figure</c>: a figure of speech, or a harmless use of an alarming word.</summary>
    Figure,

    /// <summary><c>function</c>: what works or doesn't ("speech", "bladder"); with "fine" behind it, it is denied to be wrong.</summary>
    Function,

    /// <summary><c>fine</c>: says that something is as it should be.</summary>
    Fine,

    /// <summary><c>live</c>: it goes on while it is told; then no question is only about things in general.</summary>
    Live,

    /// <summary><c>posture</c>: a posture that sends a limb to sleep.</summary>
    Posture,

    /// <summary><c>asleep</c>: words for a limb gone to sleep.</summary>
    Asleep,

    /// <summary><c>resolved</c>: says that it woke again at once.</summary>
    Resolved,

    /// <summary><c>alarm</c>: says that help is wanted now; a second cue beside a corrected word.</summary>
    Alarm,

    /// <summary><c>stand-down</c>: explains an alarm away.</summary>
    StandDown,
}
