using System.Collections.Immutable;
using Spasms.Dialog.Answers;
using Spasms.Knowledge.Text;
using Spasms.Search;

namespace Spasms.Dialog.Understanding;

/// <summary>Mends one typed word, towards the vocabulary and the cues first, towards the articles second.</summary>
internal static class Spelling
{
    /// <summary>The words that are meant by those typed by their sound ("shud", "muscle spams"), each where it was typed.</summary>
    public static ImmutableArray<Word> Meant(AnswerTables tables, ImmutableArray<Word> words)
    {
        var folded = new string[words.Length];
        for (var i = 0; i < folded.Length; i++)
        {
            folded[i] = Fold.Word(words[i].Value);
        }

        ImmutableArray<Word>.Builder? meant = null;
        for (var i = 0; i < folded.Length;)
        {
            var length = tables.Typed.Match(folded, i, out var spelling);
            if (length == 0 || !StandTogether(words, i, length))
            {
                meant?.Add(words[i]);
                i++;
                continue;
            }

            if (meant is null)
            {
                meant = ImmutableArray.CreateBuilder<Word>(words.Length);
                meant.AddRange(words.AsSpan(0, i));
            }

            // Where more words are meant than were typed, the others stand at the end of the last.
            var (start, end) = (words[i].Start, words[i + length - 1].Start + words[i + length - 1].Length);
            foreach (var word in tables.Knowledge.Questions.Spellings[spelling].Means.Split(' '))
            {
                meant.Add(new Word(word, start, end - start));
                start = end;
            }

            i += length;
        }

        return meant?.ToImmutable() ?? words;
    }

    // "What should I do? I no longer sleep" spells nothing by sound.
    private static bool StandTogether(ImmutableArray<Word> words, int from, int length)
    {
        for (var i = from + 1; i < from + length; i++)
        {
            if (words[i].Start > words[i - 1].Start + words[i - 1].Length + 1)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The folded word, mended where it is no word that anyone would type on purpose.</summary>
    public static string Mend(AnswerTables tables, IPassageIndex index, string word)
    {
        var folded = Fold.Word(word);
        if (char.IsAsciiDigit(word[0]) && word.EndsWith("mg", StringComparison.Ordinal))
        {
            return "mg";
        }

        if (folded.Length < 5 || index.Knows(word) || tables.Plain.Contains(folded) || tables.Plain.Contains(word))
        {
            return folded;
        }

        return tables.Speller.Correct(folded) ?? (index.Correct(word) is { } mended ? Fold.Word(mended) : folded);
    }
}
