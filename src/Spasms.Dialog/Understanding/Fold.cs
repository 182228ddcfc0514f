using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Spasms.Knowledge.Text;

namespace Spasms.Dialog.Understanding;

/// <summary>The form in which words are compared: normalised, with the plural ending folded away.</summary>
internal static class Fold
{
    /// <summary>Folds one normalised word.</summary>
    public static string Word(string word) => Words.Singular(word);

    /// <summary>The folded words of a phrase that is already normalised.</summary>
    public static ImmutableArray<string> Phrase(string normalised) =>
        ImmutableCollectionsMarshal.AsImmutableArray(Array.ConvertAll(normalised.Split(' ', StringSplitOptions.RemoveEmptyEntries), Word));

    /// <summary>The folded words of any text.</summary>
    public static ImmutableArray<string> Text(string text)
    {
        var words = Words.Of(text);
        var folded = new string[words.Length];
        for (var i = 0; i < folded.Length; i++)
        {
            folded[i] = Word(words[i].Value);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(folded);
    }
}
