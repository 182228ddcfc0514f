using System.Collections.Immutable;

namespace Spasms.Knowledge.Articles;

/// <summary>A section while it is being read.</summary>
internal sealed class Draft(HeadingLine heading, Draft? parent)
{
    private readonly List<(Sentence Sentence, Place At)> _sentences = [];

    public HeadingLine Heading { get; } = heading;

    public Draft? Parent { get; } = parent;

    /// <summary>True once a deeper heading follows.</summary>
    public bool HasParts { get; set; }

    public IReadOnlyList<(Sentence Sentence, Place At)> Sentences => _sentences;

    /// <summary>The headings from below the title down to this one.</summary>
    public ImmutableArray<string> Path => [.. Parent is null ? [] : Parent.Path, Heading.Text];

    public void Add(Sentence sentence, Place at) => _sentences.Add((sentence, at));

    /// <summary>The attribute's words with their places; absent is empty.</summary>
    public IEnumerable<Placed> WordsOf(string key)
    {
        if (!Heading.Values.TryGetValue(key, out var value))
        {
            yield break;
        }

        var at = 0;
        foreach (var word in value.Value.Split(' ', StringSplitOptions.None))
        {
            if (word.Length > 0)
            {
                yield return new Placed(word, value.At with { Column = value.At.Column + at });
            }

            at += word.Length + 1;
        }
    }
}
