using System.Collections.Immutable;

namespace Spasms.Knowledge.Safety;

/// <summary>Intended use and hazard log (knowledge/safety.yaml), in the shape of DCB0129.</summary>
/// <param name="IntendedUse">What it is for, for whom, and its limits.</param>
/// <param name="Hazards">In file order.</param>
/// <param name="Hash">SHA-256 of the file.</param>
public sealed record SafetyBook(ImmutableArray<Statement> IntendedUse, ImmutableArray<Hazard> Hazards, string Hash)
{
    /// <summary>Says nothing.</summary>
    public static SafetyBook Empty { get; } = new([], [], "");
}

/// <summary>A part of the intended use.</summary>
/// <param name="Id">Its anchor.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Lines">One sentence or more each.</param>
public sealed record Statement(string Id, string Title, ImmutableArray<string> Lines);

/// <summary>What could harm a person, and what stands against it.</summary>
/// <param name="Id">Its anchor.</param>
/// <param name="Name">The hazard in one sentence.</param>
/// <param name="Causes">How it can come about.</param>
/// <param name="Effect">What it can do to a person.</param>
/// <param name="Before">The risk without the controls.</param>
/// <param name="Controls">What stands against it.</param>
/// <param name="After">The risk that remains.</param>
/// <param name="Why">Why it is thought to remain so.</param>
/// <param name="Families">Red-flag families against it.</param>
/// <param name="Rules">Triage rules against it.</param>
public sealed record Hazard(
    string Id,
    string Name,
    ImmutableArray<string> Causes,
    string Effect,
    Risk Before,
    ImmutableArray<Control> Controls,
    Risk After,
    string Why,
    ImmutableArray<string> Families,
    ImmutableArray<string> Rules);

/// <summary>A control and the tests that show it.</summary>
/// <param name="Text">What is done.</param>
/// <param name="Tests">Names of test methods.</param>
public sealed record Control(string Text, ImmutableArray<string> Tests);

/// <summary>How bad the effect is; a greater value is worse.</summary>
public enum HarmSeverity
{
    /// <summary>Little harm, or none.</summary>
    Minor,

    /// <summary>Some harm that passes.</summary>
    Significant,

    /// <summary>Harm to one person that lasts, or distress to many.</summary>
    Considerable,

    /// <summary>Lasting harm that changes a life.</summary>
    Major,

    /// <summary>Death, or lasting harm to many.</summary>
    Catastrophic,
}

/// <summary>How often it is to be expected; a greater value is oftener.</summary>
public enum HarmLikelihood
{
    /// <summary>Hardly ever.</summary>
    VeryLow,

    /// <summary>Not expected, but may happen.</summary>
    Low,

    /// <summary>May happen now and then.</summary>
    Medium,

    /// <summary>Will happen in most periods of use.</summary>
    High,

    /// <summary>Will happen often.</summary>
    VeryHigh,
}

/// <summary>Severity and likelihood, and the risk worked out from both.</summary>
public sealed record Risk(HarmSeverity Severity, HarmLikelihood Likelihood)
{
    // Rows: likelihood from very low to very high. Columns: severity from minor to catastrophic.
    // Source: NHS Digital, DCB0129 implementation guidance, clinical risk matrix.
    private static readonly int[,] Matrix =
    {
        { 1, 1, 2, 2, 3 },
        { 1, 2, 2, 3, 4 },
        { 2, 2, 3, 3, 4 },
        { 2, 3, 3, 4, 5 },
        { 3, 4, 4, 5, 5 },
    };

    /// <summary>1 and 2 are acceptable, 3 only where no more can reasonably be done, 4 and 5 are not.</summary>
    public int Rating => Matrix[(int)Likelihood, (int)Severity];
}
