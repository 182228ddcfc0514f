using System.Collections.Immutable;

namespace Spasms.Dialog.Triage;

/// <summary>
/// What the checker found of a triage book. It holds for findings rightly read; how well free words are read
/// is measured elsewhere, not proved.
/// </summary>
/// <param name="Book">Hash of the book.</param>
/// <param name="Walks">Questionnaires walked through the real engine.</param>
/// <param name="Questions">Questions put in them.</param>
/// <param name="All">How many questions the people of the walks are asked.</param>
/// <param name="Emergencies">The same for those who end as emergencies.</param>
/// <param name="Properties">Each property, proved or with a counter-example.</param>
public sealed record Certificate(string Book, int Walks, int Questions, QuestionCount All, QuestionCount Emergencies, ImmutableArray<CertifiedProperty> Properties)
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

/// <summary>How many questions were asked in a set of walks.</summary>
/// <param name="Median">The middle of them.</param>
/// <param name="Most">The worst.</param>
public sealed record QuestionCount(int Median, int Most)
{
    /// <summary>Counts them; zeros for no walk.</summary>
    public static QuestionCount Of(IEnumerable<int> counts) =>
        counts.Order().ToImmutableArray() is [.., var most] all ? new QuestionCount(all[all.Length / 2], most) : new QuestionCount(0, 0);
}
