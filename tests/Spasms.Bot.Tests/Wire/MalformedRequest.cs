using System.Text;
using System.Text.RegularExpressions;

namespace Spasms.Bot.Tests.Wire;

/// <summary>A request that was right once: an endpoint's path, a body and headers of ours with some of them broken by chance.</summary>
internal sealed partial class MalformedRequest(Random random, DirectLineClient client, IReadOnlyList<string> paths)
{
    private static readonly string[] Methods = ["GET", "POST", "POST", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "BREW"];

    private static readonly string[] Ids = ["x", "%00", "%2e%2e", "..%2f..", "%ff%fe", "'%20OR%201=1", "%F0%9F%98%80", "a%7Cb", "%0d%0aX:1", "-"];

    private static readonly string[] Types = ["application/json", "application/json; charset=utf-16", "text/plain", "multipart/form-data; boundary=b", "multipart/form-data", "application/x-www-form-urlencoded", "a/b/c", ""];

    private static readonly string[] Bodies =
    [
        """{"type":"message","text":"hello","from":{"id":"me"},"conversation":{"id":"c"},"deliveryMode":"expectReplies","id":"1"}""",
        """{"type":"message","text":"hello","from":[],"conversation":"c","channelData":{"clientActivityID":{}},"value":{"question":[]}}""",
        """{"type":"invoke","name":"message/submitAction","value":{"actionName":"feedback","actionValue":{"feedback":[]}},"conversation":{"id":"c"}}""",
        """{"type":"conversationUpdate","membersAdded":[{"id":1},null,{}],"conversation":{"id":"c"},"deliveryMode":"expectReplies"}""",
        """{"type":"event","name":"webchat/join","conversation":{"id":""},"from":null,"recipient":7}""",
        """{"user":{"id":[]},"trustedOrigins":[1,null,"x",{}],"resumeKey":{},"fresh":"yes"}""",
        """{"type":"message","attachments":[{"contentUrl":1},null,"x"],"text":null,"locale":5}""",
        "--b\r\nContent-Disposition: form-data; name=\"activity\"; filename=\"blob\"\r\nContent-Type: application/vnd.microsoft.activity\r\n\r\n{\"type\":\"message\"}\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../a\"\r\n\r\nx\r\n--b--\r\n",
        "text=hello&once=1&question=q&option=a&option=b",
        "reaction=LikeAction&answer=x%7C0000001&comment=good&stranger=true",
        "",
    ];

    private readonly string _path = paths[random.Next(paths.Count)];

    public bool IsMessages => _path == "/api/messages";

    /// <summary>True where a 503 is the right answer: the dialog of these tests hears no emergencies.</summary>
    public bool AsksReady => _path == "/readyz";

    public bool IsPage => !_path.StartsWith("/v3", StringComparison.Ordinal) && !_path.StartsWith("/api", StringComparison.Ordinal);

    public string Body { get; private set; } = "";

    public HttpRequestMessage Build()
    {
        var id = random.Next(3) == 0 ? Ids[random.Next(Ids.Length)] : client.Conversation;
        var address = Hole().Replace(_path, _ => id) + Query();
        var request = new HttpRequestMessage(new HttpMethod(Methods[random.Next(Methods.Length)]), address);
        if (Credential() is { } credential)
        {
            request.Headers.TryAddWithoutValidation("Authorization", credential);
        }

        foreach (var (name, value) in new[] { ("Origin", "null"), ("X-Forwarded-For", "1.2.3.4"), ("Cookie", "spasms-resume=%00x"), ("Sec-Fetch-Site", "cross-site"), ("Content-Encoding", "gzip"), ("Accept", "text/html") })
        {
            if (random.Next(8) == 0)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        if (request.Method != HttpMethod.Head && (request.Method != HttpMethod.Get || random.Next(6) == 0))
        {
            var bytes = Broken(Bodies[random.Next(Bodies.Length)]);
            Body = Encoding.UTF8.GetString(bytes);
            request.Content = new ByteArrayContent(bytes);
            if (Types[random.Next(Types.Length)] is { Length: > 0 } type)
            {
                request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
            }
        }

        return request;
    }

    private string Query() => random.Next(6) switch
    {
        0 => "?watermark=" + random.NextInt64(),
        1 => "?watermark=%00&t=" + client.Token,
        2 => "?t=a.b.c&userId=" + Ids[random.Next(Ids.Length)],
        3 => "?" + new string('a', random.Next(500)) + "=%",
        _ => "",
    };

    private string? Credential() => random.Next(7) switch
    {
        0 => null,
        1 => "Bearer",
        2 => "Basic abc",
        3 => "Bearer " + Flipped(client.Token),
        4 => "Bearer ..",
        _ => "Bearer " + client.Token,
    };

    private string Flipped(string token)
    {
        var letters = token.ToCharArray();
        letters[random.Next(letters.Length)] = (char)('0' + random.Next(70));
        return new string(letters);
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Hole();

    // Cut, doubled, nested, or with bytes changed: three in four; the fourth stays whole.
    private byte[] Broken(string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        switch (random.Next(6))
        {
            case 0 when bytes.Length > 0:
                return bytes[..random.Next(bytes.Length)];
            case 1:
                return [.. bytes, .. bytes];
            case 2:
                return Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"type\":[", random.Next(1, 200))));
            case 3 or 4 when bytes.Length > 0:
                for (var i = random.Next(1, 6); i > 0; i--)
                {
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                }

                return bytes;
            default:
                return bytes;
        }
    }
}
