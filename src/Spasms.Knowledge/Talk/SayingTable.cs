using System.Collections.Immutable;
using Spasms.Knowledge.Prepared;
using Spasms.Knowledge.Text;

namespace Spasms.Knowledge.Talk;

/// <summary>Sayings by each word that they may begin with.</summary>
public sealed class SayingTable
{
    private readonly WordTable _words;

    // Those that begin with the word of a number stand from its start on; one with several first words stands several times.
    private readonly Flat<int> _starts;
    private readonly ImmutableArray<Saying> _sayings;

    private SayingTable(WordTable words, Flat<int> starts, ImmutableArray<Saying> sayings)
    {
        _words = words;
        _starts = starts;
        _sayings = sayings;
    }

    /// <summary>No sayings.</summary>
    public static SayingTable Empty { get; } = new(WordTable.Empty, new int[1], []);

    /// <summary>A table of sayings, which keep their order.</summary>
    public static SayingTable Of(IReadOnlyCollection<Saying> sayings)
    {
        var words = WordTable.Of(sayings.SelectMany(s => s.FirstWords));
        var byWord = new List<Saying>[words.Count];
        foreach (var saying in sayings)
        {
            foreach (var word in saying.FirstWords.Distinct(StringComparer.Ordinal))
            {
                (byWord[words.Find(word)] ??= []).Add(saying);
            }
        }

        var starts = new int[words.Count + 1];
        for (var word = 0; word < byWord.Length; word++)
        {
            starts[word + 1] = starts[word] + byWord[word].Count;
        }

        return new SayingTable(words, starts, [.. byWord.SelectMany(s => s)]);
    }

    /// <summary>Those that may begin with a word, in the order of the file.</summary>
    public ReadOnlySpan<Saying> BeginningWith(string word) =>
        _words.Find(word) is var number and >= 0 ? _sayings.AsSpan(_starts[number], _starts[number + 1] - _starts[number]) : [];

    /// <summary>Its kept form.</summary>
    internal static SayingTable In(Form form, SayingTable? table) =>
        new(WordTable.In(form, table?._words), form.Flat(table?._starts ?? default), form.List(table?._sayings ?? [], Saying.In));
}
