using System.Collections.Immutable;

namespace Spasms.Search;

/// <summary>
/// Words that carry the form of a question and not what it is about. Whoever makes a <see cref="Query"/> from a question
/// leaves them out (measured: up to 8 points of nDCG). The index itself keeps every word.
/// </summary>
public static class StopWords
{
    private const string Text = """
        a about above after again all also always am an and another any anybody anyone anything are aren arent around as
        ask asked asking at away be because been before behind being believe between both but by came can cannot cant
        could couldnt curious did didnt do does doesnt doing done dont down during each either else ever every
        everything explain far few find for from further get gets getting give given go goes going gonna good got had
        hadnt has hasnt have havent having he hello help her here hers herself hes hey hi him himself his how hows
        however i id if ill im in info information into is isnt it its itself ive just keep kind kindly know known let
        like list lot lots made make makes many may maybe me mean means might mine more most much must my myself need
        needs no nor not now of off often ok on once one ones only or other our ours out over own particular people
        person please possible possibly question questions quite rather really regarding said same say saying see seem
        seems she should shouldnt since so some somebody someone something sometimes sort still such sure take tell
        than thank thanks that thats the their theirs them themselves then there theres these they theyre thing things
        think this those though through to told too try trying u under until up upon ur us use used using usually very
        wanna want wanted wants was wasnt way ways we well were werent what whatever whats when whenever where whether
        which while who whom whos whose why will wish with within without wonder wondering wont would wouldnt yes yet
        you your youre yours yourself
        """;

    /// <summary>All of them, as normalised by <see cref="Spasms.Knowledge.Text.Words"/>.</summary>
    public static ImmutableArray<string> All { get; } =
        [.. Text.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)];

    private static readonly HashSet<string> Set = new(All, StringComparer.Ordinal);

    /// <summary>True for a stop word.</summary>
    public static bool Contains(string word) => Set.Contains(word);
}
