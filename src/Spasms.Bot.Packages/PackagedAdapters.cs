using Spasms.Bot.BotBuilder;
using Spasms.Dialog.RecognizersText;
using Spasms.Search.Lucene;

namespace Spasms.Bot.Packages;

/// <summary>Our own parts and, beside them, those on Lucene.Net, Recognizers-Text and the Bot Framework SDK.</summary>
internal static class PackagedAdapters
{
    /// <summary>All of them.</summary>
    public static Adapters All { get; } = new()
    {
        Indexes = Adapters.OwnOnly.Indexes.Add("lucene", (knowledge, folder, _) => LucenePassageIndex.Build(knowledge.Passages, knowledge.Vocabulary, folder)),
        Recognizers = Adapters.OwnOnly.Recognizers.Add("text", TextRecognizer.Load),
        Doors = Adapters.OwnOnly.Doors.Add("botbuilder", BotBuilderDoor.Map),
    };
}
