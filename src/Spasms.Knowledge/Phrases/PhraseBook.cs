using System.Collections.Immutable;

namespace Spasms.Knowledge.Phrases;

/// <summary>The bot's own words in one language (knowledge/phrases): everything it says that is no quoted fact (I3).</summary>
/// <param name="Language">BCP 47 language tag, the file's name.</param>
/// <param name="Texts">Phrase id to text; a placeholder stands in braces.</param>
public sealed record PhraseBook(string Language, ImmutableDictionary<string, string> Texts)
{
    /// <summary>No phrases.</summary>
    public static PhraseBook Empty { get; } = new("en", ImmutableDictionary<string, string>.Empty);

    /// <summary>The text of a phrase; an unknown id gives the id itself, which a test looks for.</summary>
    public string this[string id] => Texts.TryGetValue(id, out var text) ? text : id;

    /// <summary>The text with its placeholders filled.</summary>
    public string Format(string id, params ReadOnlySpan<(string Name, string Value)> values)
    {
        var text = this[id];
        foreach (var (name, value) in values)
        {
            text = text.Replace("{" + name + "}", value, StringComparison.Ordinal);
        }

        return text;
    }
}
