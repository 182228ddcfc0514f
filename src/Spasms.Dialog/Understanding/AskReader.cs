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
        var longest = Longest(tables, words);
        var (best, second) = (Ask.Unsaid, Ask.Unsaid);
        var (bestScore, secondScore, bestLeads) = (0, 0, false);
        foreach (var table in tables.Asks)
        {
            var (score, leads) = (0, false);
            for (var i = 0; i < words.Length; i++)
            {
                var length = table.Cues.Match(words, i, out var meaning);
                var full = meaning == AskTable.Cue;
                if (length == 0 || longest[i + length - 1] > length)
                {
                    continue;
                }

                // What stands first is what is asked; the rest of the sentence tells about what.
                score += full ? table.Weight + (2 * length) + (i < 3 ? 3 : 0) : 2;
                leads |= full && i <= 1;
                covered.AsSpan(i, length).Fill(true);
                i += length - 1;
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

    // For each word, the length of the longest cue of any ask that it ends: "why" asks for no cause in "find out why".
    private static int[] Longest(AnswerTables tables, ReadOnlySpan<string> words)
    {
        var longest = new int[words.Length];
        foreach (var table in tables.Asks)
        {
            for (var i = 0; i < words.Length; i++)
            {
                if (table.Cues.Match(words, i, out var meaning) is > 0 and var length && meaning == AskTable.Cue)
                {
                    longest[i + length - 1] = Math.Max(longest[i + length - 1], length);
                }
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
