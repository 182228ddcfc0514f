namespace Spasms.Knowledge.Questions;

/// <summary>What a question wants to know about its topics.</summary>
public enum Ask
{
    /// <summary>Nothing that a cue tells: a bare topic.</summary>
    Unsaid,

    /// <summary>What it is.</summary>
    Definition,

    /// <summary>What brings it on, or whether one thing does.</summary>
    Causes,

    /// <summary>How it shows and feels.</summary>
    Symptoms,

    /// <summary>Which parts of the body.</summary>
    Where,

    /// <summary>How long or how strong.</summary>
    Duration,

    /// <summary>How it is found out.</summary>
    Tests,

    /// <summary>What is done about it, or whether one thing helps.</summary>
    Treatment,

    /// <summary>Which medicines.</summary>
    Medicines,

    /// <summary>What keeps it away.</summary>
    Prevention,

    /// <summary>Is it serious or normal?</summary>
    Serious,

    /// <summary>When and where to get help.</summary>
    Help,

    /// <summary>Which clinician.</summary>
    Doctor,

    /// <summary>Will it pass?</summary>
    Outlook,

    /// <summary>How two things differ.</summary>
    Difference,

    /// <summary>Dosage, stopping or combining a medicine: never answered from the articles alone.</summary>
    Safety,
}
