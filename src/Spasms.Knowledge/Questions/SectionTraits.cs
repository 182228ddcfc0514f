using System.Collections.Immutable;
using Spasms.Knowledge.Prepared;

namespace Spasms.Knowledge.Questions;

/// <summary>What sections have in common: the traits of each, by number.</summary>
internal sealed class SectionTraits
{
    // Where the traits of each section begin.
    private readonly Flat<int> _starts;
    private readonly Flat<ushort> _traits;

    private SectionTraits(Flat<int> starts, Flat<ushort> traits)
    {
        _starts = starts;
        _traits = traits;
    }

    /// <summary>Of no section.</summary>
    public static SectionTraits Empty { get; } = new(new int[1], default);

    /// <summary>How many sections there are.</summary>
    public int Sections => _starts.Length - 1;

    /// <summary>Each section is its own only trait.</summary>
    public static SectionTraits Own(int sections) => new(Enumerable.Range(0, sections + 1).ToArray(), Enumerable.Range(0, sections).Select(s => (ushort)s).ToArray());

    /// <summary>From names: those of the same name are one trait.</summary>
    public static SectionTraits Of(IEnumerable<ImmutableArray<string>> sections)
    {
        var numbers = new Dictionary<string, ushort>(StringComparer.Ordinal);
        var (starts, traits) = (new List<int> { 0 }, new List<ushort>());
        foreach (var name in sections)
        {
            traits.AddRange(name.Distinct(StringComparer.Ordinal).Select(Number));
            starts.Add(traits.Count);
        }

        return new SectionTraits(starts.ToArray(), traits.ToArray());

        ushort Number(string name) => numbers.TryGetValue(name, out var known) ? known : numbers[name] = (ushort)numbers.Count;
    }

    /// <summary>The traits of a section.</summary>
    public ReadOnlySpan<ushort> Of(int section) => _traits.Span[_starts[section].._starts[section + 1]];

    /// <summary>The shares of sections from the sums of traits; they sum to 1.</summary>
    public void Share(ReadOnlySpan<float> sums, Span<float> shares)
    {
        for (var section = 0; section < shares.Length; section++)
        {
            var sum = 0f;
            foreach (var trait in Of(section))
            {
                sum += sums[trait];
            }

            shares[section] = sum;
        }

        Softmax.Of(shares);
    }

    /// <summary>Their kept form.</summary>
    public static SectionTraits In(Form form, SectionTraits? traits) => new(form.Flat(traits?._starts ?? default), form.Flat(traits?._traits ?? default));
}
