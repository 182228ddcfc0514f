using System.Runtime.InteropServices;

namespace Spasms.Dialog.Understanding;

/// <summary>
/// Finds the longest known phrase that begins at a word. Cost: a lookup a word plus the phrases that share its first word,
/// so linear in the text for a given knowledge.
/// </summary>
internal sealed class PhraseTable<T>
{
    private readonly Dictionary<string, List<Entry>> _byFirst = new(StringComparer.Ordinal);

    /// <summary>Adds a normalised phrase; the first one added keeps its meaning.</summary>
    public void Add(string phrase, T value)
    {
        var words = Fold.Phrase(phrase).ToArray();
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
        foreach (var key in _byFirst.Keys.ToArray())
        {
            ref var entries = ref CollectionsMarshal.GetValueRefOrNullRef(_byFirst, key);
            entries = [.. entries.OrderByDescending(e => e.Words.Length)];
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
                if (entry.Words.Length <= rest.Length && rest[..entry.Words.Length].SequenceEqual(entry.Words))
                {
                    value = entry.Value;
                    return entry.Words.Length;
                }
            }
        }

        value = default;
        return 0;
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
