namespace Spasms.Knowledge.Triage;

/// <summary>Questions, findings and rules of the questionnaire (knowledge/triage.yaml).</summary>
public sealed record TriageBook
{
    /// <summary>No questions.</summary>
    public static TriageBook Empty { get; } = new();
}
