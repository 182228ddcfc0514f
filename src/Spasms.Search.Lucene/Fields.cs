namespace Spasms.Search.Lucene;

/// <summary>The fields of a passage in the Lucene index.</summary>
internal static class Fields
{
    /// <summary>The article's title and its other names.</summary>
    public const string Title = "title";

    /// <summary>The headings from the article's top down.</summary>
    public const string Heading = "heading";

    /// <summary>The sentences.</summary>
    public const string Body = "body";

    /// <summary>The single-word names of what the section is about, from the vocabulary.</summary>
    public const string Names = "names";

    /// <summary>Words as written, for the speller.</summary>
    public const string Words = "words";

    /// <summary>The fields of running text, in the order in which their shares are added.</summary>
    public static IReadOnlyList<string> Text { get; } = [Title, Heading, Body];

    /// <summary>All that is searched.</summary>
    public static IReadOnlyList<string> Searched { get; } = [Title, Heading, Body, Names];
}
