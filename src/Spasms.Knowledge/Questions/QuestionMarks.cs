using Spasms.Knowledge.Text;

namespace Spasms.Knowledge.Questions;

/// <summary>
/// What a question is recognised by: its words, its pairs of neighbouring words and the four-letter parts of its words with their
/// ends marked, so that other endings and spellings still share most. Each mark is a number below <see cref="Count"/>, by hash:
/// two marks may share one, which costs little and saves a table of all of them.
/// </summary>
internal static class QuestionMarks
{
    /// <summary>How many marks there can be.</summary>
    public const int Count = 1 << 16;

    private const int Part = 4;
    private const char Edge = '\u0001';
    private const uint Basis = 2166136261;
    private const uint Prime = 16777619;

    /// <summary>The marks of a question, each once, in rising order.</summary>
    /// <param name="words">Its words, normalised and folded (<see cref="Words.Singular"/>).</param>
    public static int[] Of(ReadOnlySpan<string> words)
    {
        var marks = new List<int>(words.Length * 8);
        for (var i = 0; i < words.Length; i++)
        {
            marks.Add(Closed(Hash(Basis, words[i])));
            if (i > 0)
            {
                marks.Add(Closed(Hash(Next(Hash(Basis, words[i - 1]), ' '), words[i])));
            }

            Parts(words[i], marks);
        }

        marks.Sort();
        var count = 0;
        for (var i = 0; i < marks.Count; i++)
        {
            if (i == 0 || marks[i] != marks[i - 1])
            {
                marks[count++] = marks[i];
            }
        }

        marks.RemoveRange(count, marks.Count - count);
        return [.. marks];
    }

    private static void Parts(string word, List<int> marks)
    {
        for (var start = -1; start + Part <= word.Length + 1; start++)
        {
            var hash = Next(Basis, Edge);
            for (var i = start; i < start + Part; i++)
            {
                hash = Next(hash, i < 0 || i == word.Length ? Edge : word[i]);
            }

            marks.Add(Closed(hash));
        }
    }

    private static uint Hash(uint hash, string text)
    {
        foreach (var c in text)
        {
            hash = Next(hash, c);
        }

        return hash;
    }

    private static uint Next(uint hash, char c) => (hash ^ c) * Prime;

    // The low bits of such a hash alone depend too much on the last letters.
    private static int Closed(uint hash)
    {
        hash = (hash ^ (hash >> 15)) * 0x85EBCA6B;
        return (int)((hash ^ (hash >> 13)) % Count);
    }
}
