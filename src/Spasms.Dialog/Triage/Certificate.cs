using System.Collections.Immutable;

namespace Spasms.Dialog.Triage;

/// <summary>
/// What the checker found of a triage book. It holds for findings rightly read; how well free words are read
/// is measured elsewhere, not proved.
/// </summary>
/// <param name="Book">Hash of the book.</param>
/// <param name="Walks">Questionnaires walked through the real engine.</param>
/// <param name="Questions">Questions put in them.</param>
/// <param name="MostQuestions">The longest walk.</param>
/// <param name="Properties">Each property, proved or with a counter-example.</param>
public sealed record Certificate(string Book, int Walks, int Questions, int MostQuestions, ImmutableArray<CertifiedProperty> Properties)
{
    /// <summary>True when every property is proved.</summary>
    public bool IsProved => Properties.All(p => p.CounterExample is null);

    /// <summary>States visited: every question put, and every end.</summary>
    public int States => Questions + Walks;
}

/// <summary>One property of the book.</summary>
/// <param name="Name">Short name.</param>
/// <param name="Means">What it says.</param>
/// <param name="How">By what argument: form of the rules, or a walk for every case of a named partition.</param>
/// <param name="CounterExample">Null when proved.</param>
public sealed record CertifiedProperty(string Name, string Means, string How, string? CounterExample);
