using System.Collections.Immutable;

namespace Spasms.Knowledge.Vocabularies;

/// <summary>What sort of thing a topic is.</summary>
public enum TopicKind
{
    /// <summary>An illness or state.</summary>
    Condition,

    /// <summary>Something felt or seen.</summary>
    Symptom,

    /// <summary>A part of the body.</summary>
    BodyPart,

    /// <summary>Something that brings spasms on and is no illness.</summary>
    Cause,

    /// <summary>One medicine.</summary>
    Medicine,

    /// <summary>A group of medicines.</summary>
    MedicineGroup,

    /// <summary>An examination.</summary>
    Test,

    /// <summary>A treatment that is no medicine.</summary>
    Therapy,

    /// <summary>A vitamin, mineral or food.</summary>
    Nutrient,

    /// <summary>Something people do.</summary>
    Activity,

    /// <summary>A substance that is no medicine or food.</summary>
    Substance,

    /// <summary>A kind of person: child, pregnant, older, athlete.</summary>
    Person,

    /// <summary>A kind of clinician.</summary>
    Doctor,
}

/// <summary>A group under whose name list answers gather topics.</summary>
public sealed record TopicGroup(string Id, string Name);

/// <summary>A thing that questions and articles are about.</summary>
/// <param name="Id">Short name used in articles.</param>
/// <param name="Name">What people see.</param>
/// <param name="Kind">What sort of thing it is.</param>
/// <param name="Group">The group it is listed under, or null.</param>
/// <param name="Words">Names, lay words, brands and spellings, as normalised by <see cref="Text.Words.Normalise"/>.</param>
/// <param name="Broader">Topics that it is a kind or part of.</param>
/// <param name="Gloss">One plain sentence that says what it means, or null.</param>
public sealed record Topic(
    string Id,
    string Name,
    TopicKind Kind,
    string? Group,
    ImmutableArray<string> Words,
    ImmutableArray<string> Broader,
    string? Gloss);

/// <summary>Lay words, synonyms and spelling variants (knowledge/vocabulary.yaml).</summary>
/// <param name="Groups">In the order in which lists show them.</param>
/// <param name="Topics">In file order.</param>
/// <param name="PlainWords">Plain English words that are never corrected, normalised.</param>
public sealed record Vocabulary(
    ImmutableArray<TopicGroup> Groups,
    ImmutableArray<Topic> Topics,
    ImmutableArray<string> PlainWords)
{
    /// <summary>No words at all.</summary>
    public static Vocabulary Empty { get; } = new([], [], []);
}
