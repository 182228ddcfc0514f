using System.Globalization;
using Spasms.Knowledge.Phrases;

namespace Spasms.Bot.Pages;

/// <summary>What stands above the line to write in: what is kept, how long, and that sending agrees to it.</summary>
/// <param name="Text">The words.</param>
internal sealed record KeptNotice(string Text)
{
    /// <summary>A short name of these very words; kept with a conversation's first message.</summary>
    public string Version { get; } = CitationLink.Mark(Text);

    /// <summary>The notice of this content.</summary>
    /// <param name="words">Its words.</param>
    /// <param name="life">How long a conversation is kept after its last word; null: until its person is forgotten.</param>
    public static KeptNotice Of(PhraseBook words, TimeSpan? life) => new(life is { } kept
        ? words.Format("page-notice-days", ("days", ((int)kept.TotalDays).ToString(CultureInfo.InvariantCulture)))
        : words["page-notice"]);
}
