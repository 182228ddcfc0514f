using Spasms.Dialog.Answers;

namespace Spasms.Dialog.Understanding;

/// <summary>Finds out how a question points back to what was said before.</summary>
internal static class PointingReader
{
    /// <summary>Reads a question's folded words.</summary>
    public static Pointing Read(PointingTables tables, ReadOnlySpan<string> words)
    {
        if (words.Length == 0)
        {
            return Pointing.None;
        }

        int? ordinal = null;
        var (pronoun, other) = (false, false);
        for (var i = 0; i < words.Length; i++)
        {
            // "What tests do they do first" points to no line.
            if (tables.Ordinals.Match(words, i, out var number) is > 0 and var length && (length > 1 || i == 0 || words[i - 1] is "the" or "and" or "about" or "on" or "of" or "or" or "that" or "to" or "with" or "ok" or "so"))
            {
                // "How do you get it in the first place" points to none either.
                ordinal ??= i + length < words.Length && words[i + length] == "place" ? null : number;
            }

            other |= tables.Others.Match(words, i, out _) > 0;
            pronoun |= tables.Pronouns.Match(words, i, out _) > 0;
        }

        // "more" and "why" point back only when nearly nothing else is said.
        var more = Starts(tables.More, words) > 0 && words.Length <= Starts(tables.More, words) + 4;
        var why = words.Length <= Starts(tables.Why, words) + 2 && Starts(tables.Why, words) > 0;
        return new Pointing(more, why, Starts(tables.Correction, words) > 0, tables.About.Match(words, 0, out _) > 0 || (words.Length > 1 && words[0] is "ok" or "okay" or "right" or "but" && tables.About.Match(words, 1, out _) > 0), pronoun, ordinal) { Other = other };
    }

    private static int Starts(PhraseTable table, ReadOnlySpan<string> words)
    {
        for (var i = 0; i < Math.Min(words.Length, 3); i++)
        {
            var length = table.Match(words, i, out _);
            if (length > 0)
            {
                return i + length;
            }
        }

        return 0;
    }
}
