using System.Runtime.InteropServices;

namespace Spasms.Dialog.Understanding;

/// <summary>
/// Finds the longest known phrase that begins at a word. Cost: a lookup a word plus the phrases that share its first word,
/// so linear in the text for a given knowledge.
/// </summary>
/// <param name="loose">A text may hold "the", "my" and the like between the words of a phrase.</param>
internal sealed class PhraseTable<T>(bool loose = false)
{
    private readonly Dictionary<string, List<Entry>> _byFirst = new(StringComparer.Ordinal);

    /// <summary>Adds a normalised phrase; the first one added keeps its meaning.</summary>
    public void Add(string phrase, T value)
    {
        var folded = Fold.Phrase(phrase);
        var words = loose ? [.. folded.Where((w, i) => i == 0 || !IsSmall(w))] : ImmutableCollectionsMarshal.AsArray(folded)!;
        if (words.Length == 0)
        {
            return;
        }

        if (!_byFirst.TryGetValue(words[0], out var entries))
        {
            _byFirst[words[0]] = entries = [];
        }

        if (!entries.Exists(e => e.Words.AsSpan().SequenceEqual(words)))
        {
            entries.Add(new Entry(words, value));
        }
    }

    /// <summary>Adds phrases that all mean the same.</summary>
    public PhraseTable<T> AddAll(IEnumerable<string> phrases, T value)
    {
        foreach (var phrase in phrases)
        {
            Add(phrase, value);
        }

        return this;
    }

    /// <summary>Puts the longest phrases first; call once, after the last <see cref="Add"/>.</summary>
    public PhraseTable<T> Sorted()
    {
        foreach (var entries in _byFirst.Values)
        {
            // Of equally long ones the first stays first.
            for (var i = 1; i < entries.Count; i++)
            {
                var entry = entries[i];
                var at = i;
                for (; at > 0 && entries[at - 1].Words.Length < entry.Words.Length; at--)
                {
                    entries[at] = entries[at - 1];
                }

                entries[at] = entry;
            }
        }

        return this;
    }

    /// <summary>The longest phrase that begins at a word of the text.</summary>
    /// <param name="text">Folded words.</param>
    /// <param name="at">Where the phrase begins.</param>
    /// <param name="value">What it means.</param>
    /// <returns>Its length in words; 0 where none begins here.</returns>
    public int Match(ReadOnlySpan<string> text, int at, out T? value)
    {
        if (_byFirst.TryGetValue(text[at], out var entries))
        {
            var rest = text[at..];
            foreach (var entry in entries)
            {
                var length = LengthIn(rest, entry.Words);
                if (length > 0)
                {
                    value = entry.Value;
                    return length;
                }
            }
        }

        value = default;
        return 0;
    }

    private static bool IsSmall(string word) => word is "the" or "a" or "an" or "my" or "your" or "his" or "her" or "their" or "our" or "this" or "some";

    // How many words of the text the phrase takes from its beginning; 0 when it doesn't stand there.
    private int LengthIn(ReadOnlySpan<string> text, string[] phrase)
    {
        var at = 0;
        foreach (var word in phrase)
        {
            while (loose && at > 0 && at < text.Length && text[at] != word && IsSmall(text[at]))
            {
                at++;
            }

            if (at >= text.Length || text[at] != word)
            {
                return 0;
            }

            at++;
        }

        return at;
    }

    /// <summary>True when a phrase stands anywhere in the text.</summary>
    public bool Occurs(ReadOnlySpan<string> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (Match(text, i, out _) > 0)
            {
                return true;
            }
        }

        return false;
    }

    private sealed record Entry(string[] Words, T Value);
}
