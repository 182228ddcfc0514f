using System.Globalization;
using System.Text;

namespace Spasms.Benchmarks.Wire;

/// <summary>What the drivers say.</summary>
internal static class Messages
{
    /// <summary>Questions that are answered in full, with citations.</summary>
    public static readonly string[] Questions =
    [
        "What causes muscle spasms?", "How can I stop a leg cramp?", "Can statins make my legs cramp?", "What is dystonia?", "Does stretching help with cramps?",
        "What are fasciculations?", "Why do I get cramps at night?", "Which tests are done for muscle spasms?", "Can dehydration cause cramps?", "What is spasticity?",
    ];

    private static readonly string[] Openers = ["", "hello, ", "hi there, ", "please tell me: ", "my doctor was short, so ", "i would like to know, ", "one question: ", "sorry to ask, but ", "for my mother: ", "quick one, ", "good evening, ", "just wondering, "];
    private static readonly string[] Askings = ["what causes {0}", "what is {0}", "how is {0} treated", "what helps against {0}", "how can i prevent {0}", "which tests are done for {0}", "what are the symptoms of {0}"];
    private static readonly string[] Subjects = ["muscle spasms", "leg cramps", "night cramps", "dystonia", "spasticity", "back spasms", "muscle cramps", "eyelid twitching", "writer's cramp", "fasciculations", "exercise cramps", "neck spasms"];
    private static readonly string[] Endings = ["?", " please?", " at my age?", " in general?", ", thanks?", " these days?", " usually?", ", do you know?", " in adults?", "? thank you"];

    /// <summary>Questions that are all different, some ten thousand of them.</summary>
    public static string Different(int number)
    {
        var (rest, ending) = Math.DivRem(number, Endings.Length);
        (rest, var subject) = Math.DivRem(rest, Subjects.Length);
        (rest, var asking) = Math.DivRem(rest, Askings.Length);
        return Openers[rest % Openers.Length] + string.Format(CultureInfo.InvariantCulture, Askings[asking], Subjects[subject]) + Endings[ending];
    }

    /// <summary>A message to <c>/api/messages</c> that wants its answer in the response.</summary>
    public static StringContent Post(string conversation, string id, string text) => new(
        $$$"""{"type":"message","id":"{{{id}}}","text":"{{{text}}}","deliveryMode":"expectReplies","channelId":"load","serviceUrl":"http://127.0.0.1:1","from":{"id":"p{{{conversation}}}"},"recipient":{"id":"bot"},"conversation":{"id":"{{{conversation}}}"}}""",
        Encoding.UTF8,
        "application/json");
}
