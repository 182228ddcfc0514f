using System.Collections.Immutable;
using Spasms.Dialog.Recognizers;
using Spasms.Knowledge;
using Spasms.Search;

namespace Spasms.Bot;

/// <summary>
/// Builds the index over a content; the folder is for engines that keep files, and null for none. Our own is there already where
/// the content was prepared.
/// </summary>
internal delegate IPassageIndex MakeIndex(KnowledgeBase knowledge, string? folder, PassageIndex? own);

/// <summary>Opens the door for channels, <c>/api/messages</c>.</summary>
internal delegate void MapDoor(IEndpointRouteBuilder routes, HostParts host);

/// <summary>
/// What may be chosen in the settings for a part of the host, by the word that chooses it. This program has its own parts
/// only; <c>Spasms.Bot.Packages</c> adds those that stand on packages which not every feed has.
/// </summary>
internal sealed record Adapters
{
    /// <summary>The word for our own part.</summary>
    public const string Own = "own";

    /// <summary>Our own parts alone.</summary>
    public static Adapters OwnOnly { get; } = new();

    /// <summary>For the setting <c>Index</c>.</summary>
    public ImmutableSortedDictionary<string, MakeIndex> Indexes { get; init; } =
        Words<MakeIndex>((knowledge, _, own) => own ?? PassageIndex.Build(knowledge.Passages, knowledge.Vocabulary));

    /// <summary>For the setting <c>Recognizers</c>.</summary>
    public ImmutableSortedDictionary<string, Func<IRecognizer>> Recognizers { get; init; } = Words<Func<IRecognizer>>(() => PlainRecognizer.Instance);

    /// <summary>For the setting <c>Host</c>.</summary>
    public ImmutableSortedDictionary<string, MapDoor> Doors { get; init; } = Words<MapDoor>((routes, host) => new Wire.MessagesRoute(host).Map(routes));

    private static ImmutableSortedDictionary<string, T> Words<T>(T own) =>
        ImmutableSortedDictionary.Create<string, T>(StringComparer.OrdinalIgnoreCase).Add(Own, own);
}

/// <summary>The parts that the settings chose.</summary>
/// <param name="Index">Builds the index over a content, given our own where it was prepared.</param>
/// <param name="Recognizer">Reads values out of responses.</param>
/// <param name="Door">Opens the door for channels.</param>
internal sealed record Parts(Func<KnowledgeBase, PassageIndex?, IPassageIndex> Index, IRecognizer Recognizer, MapDoor Door)
{
    /// <summary>Our own.</summary>
    public static Parts Own { get; } = Of(Adapters.OwnOnly, Adapters.Own, null, Adapters.Own, Adapters.Own);

    /// <summary>Looks the words up, which are known to be there.</summary>
    public static Parts Of(Adapters adapters, string index, string? folder, string recognizers, string door)
    {
        var make = adapters.Indexes[index];
        return new Parts((knowledge, own) => make(knowledge, folder, own), adapters.Recognizers[recognizers](), adapters.Doors[door]);
    }
}
