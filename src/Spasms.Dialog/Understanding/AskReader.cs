using Spasms.Dialog.Answers;
using Spasms.Knowledge.Questions;

namespace Spasms.Dialog.Understanding;

/// <summary>Finds out what a question asks, by its cues.</summary>
internal static class AskReader
{
    private const int Clear = 7;

    /// <summary>The asks with the most, and which words were cues.</summary>
    public static Asked Read(AnswerTables tables, ReadOnlySpan<string> words)
    {
        var covered = new bool[words.Length];
        var found = Found(tables, words);
        var longest = Longest(found, words.Length);
        var (best, second) = (Ask.Unsaid, Ask.Unsaid);
        var (bestScore, secondScore, bestLeads) = (0, 0, false);
        var at = 0;
        for (var i = 0; i < tables.Asks.Length; i++)
        {
            var table = tables.Asks[i];
            var (score, leads, behind) = (0, false, 0);
            for (; at < found.Count && found[at].Table == i; at++)
            {
                var (_, from, length, full) = found[at];
                if (from < behind || longest[from + length - 1] > length)
                {
                    continue;
                }

                // What stands first is what is asked; the rest of the sentence tells about what.
                score += full ? table.Weight + (2 * length) + (from < 3 ? 3 : 0) : 2;
                leads |= full && from <= 1;
                covered.AsSpan(from, length).Fill(true);
                behind = from + length;
            }

            if (score > bestScore)
            {
                (second, secondScore) = (best, bestScore);
                (best, bestScore, bestLeads) = (table.Ask, score, leads);
            }
            else if (score > secondScore)
            {
                (second, secondScore) = (table.Ask, score);
            }
        }

        return new Asked(best, secondScore >= Clear ? second : Ask.Unsaid, covered, bestLeads);
    }

    // The cues and hints of each ask, in the order of the asks and of the words.
    private static List<(int Table, int From, int Length, bool Full)> Found(AnswerTables tables, ReadOnlySpan<string> words)
    {
        var found = new List<(int, int, int, bool)>(2 * words.Length);
        for (var table = 0; table < tables.Asks.Length; table++)
        {
            for (var i = 0; i < words.Length; i++)
            {
                if (tables.Asks[table].Cues.Match(words, i, out var meaning) is > 0 and var length)
                {
                    found.Add((table, i, length, meaning == AskTable.Cue));
                }
            }
        }

        return found;
    }

    // For each word, the length of the longest cue of any ask that it ends: "why" asks for no cause in "find out why".
    private static int[] Longest(List<(int Table, int From, int Length, bool Full)> found, int words)
    {
        var longest = new int[words];
        foreach (var (_, from, length, full) in found)
        {
            if (full)
            {
                longest[from + length - 1] = Math.Max(longest[from + length - 1], length);
            }
        }

        return longest;
    }
}

/// <summary>What is asked.</summary>
/// <param name="Best">Most likely.</param>
/// <param name="Second">Next likely.</param>
/// <param name="Cues">Which words were cues.</param>
/// <param name="Leads">The text begins with a cue of the best.</param>
internal sealed record Asked(Ask Best, Ask Second, bool[] Cues, bool Leads)
{
    /// <summary>True when the word at a place is part of a cue.</summary>
    public bool Covers(int at) => Cues[at];
}
