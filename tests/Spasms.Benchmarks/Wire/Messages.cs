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

    /// <summary>A message to <c>/api/messages</c> that wants its answer in the response.</summary>
    public static StringContent Post(string conversation, string id, string text) => new(
        $$$"""{"type":"message","id":"{{{id}}}","text":"{{{text}}}","deliveryMode":"expectReplies","channelId":"load","serviceUrl":"http://127.0.0.1:1","from":{"id":"p{{{conversation}}}"},"recipient":{"id":"bot"},"conversation":{"id":"{{{conversation}}}"}}""",
        Encoding.UTF8,
        "application/json");
}
