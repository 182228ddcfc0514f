using Spasms.Dialog.Answers;
using Spasms.Search;

namespace Spasms.Dialog.Understanding;

/// <summary>Mends one typed word, towards the vocabulary and the cues first, towards the articles second.</summary>
internal static class Spelling
{
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
