namespace Spasms.Knowledge;

/// <summary>What a section of an article tells of its topic.</summary>
public enum Aspect
{
    /// <summary>What it is.</summary>
    Definition,

    /// <summary>What brings it on.</summary>
    Causes,

    /// <summary>How it shows and feels.</summary>
    Symptoms,

    /// <summary>How it is examined.</summary>
    Tests,

    /// <summary>What is done about it.</summary>
    Treatment,

    /// <summary>What keeps it away.</summary>
    Prevention,

    /// <summary>When and where to get help.</summary>
    WhenToGetHelp,
}
