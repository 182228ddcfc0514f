using System.Collections.Immutable;

namespace Spasms.Knowledge.RedFlags;

/// <summary>The red-flag file in the form that the scan runs: tables built once and then only read.</summary>
public sealed class RedFlagLexicon
{
    /// <summary>No patterns and no cues.</summary>
    public static RedFlagLexicon Empty { get; } = new();

    /// <summary>Marks below this number are cues (<see cref="Cue"/>), from here on word groups.</summary>
    public static int FirstGroup { get; } = Enum.GetValues<Cue>().Length;

    /// <summary>All word groups; fillers may stand between the words.</summary>
    public PhraseTable Phrases { get; internal init; } = PhraseTable.Empty;

    /// <summary>All cues, word for word.</summary>
    public PhraseTable Cues { get; internal init; } = PhraseTable.Empty;

    /// <summary>Several ways of writing one word (<c>can not</c>, <c>cannot</c>): a hit's mark is an index into <see cref="SameWords"/>.</summary>
    public PhraseTable Same { get; internal init; } = PhraseTable.Empty;

    /// <summary>What the ways of writing of <see cref="Same"/> are read as.</summary>
    public ImmutableArray<string> SameWords { get; internal init; } = [];

    /// <summary>Warning words that a misspelt word may stand for.</summary>
    public SpellingTable Spelling { get; internal init; } = SpellingTable.Of([], [], []);

    /// <summary>Known words for the forms of them that a message holds.</summary>
    public WordForms Forms { get; internal init; } = WordForms.Of([], []);

    /// <summary>Phrases of scripts that put no space between words, with the mark of their group.</summary>
    public ImmutableArray<(string Text, int Mark)> Unspaced { get; internal init; } = [];

    /// <summary>By mark: true for a word group that stays true when it is past or only background ("pregnant", a wound last week).</summary>
    public ImmutableArray<bool> Background { get; internal init; } = [];

    /// <summary>Number of marks.</summary>
    public int Marks { get; internal init; } = FirstGroup;

    /// <summary>All patterns, families in file order.</summary>
    public ImmutableArray<RedFlagPattern> Patterns
    {
        get;
        internal init
        {
            field = value;
            _firstGroups = new int[value.Length];
            for (var i = 0; i < _firstGroups.Length; i++)
            {
                _firstGroups[i] = value[i].Groups[0];
            }
        }
    } = [];

    private readonly int[] _firstGroups = [];

    /// <summary>The first group of each pattern, side by side: of most patterns a message doesn't hold even that.</summary>
    public ReadOnlySpan<int> FirstGroups => _firstGroups;
}
