using Spasms.Knowledge.Phrases;

namespace Spasms.Bot.Pages;

/// <summary>
/// A figure, front and back, to point at where it hurts. Each spot is a label of the tick box of the same part, so it works
/// without scripts and sends what the list sends. The list is the whole of it for keyboard and screen reader; the picture
/// shows what is ticked and says nothing by itself.
/// </summary>
internal static class BodyPicture
{
    private const int Width = 300;
    private const int Height = 300;

    // Option ids of a question that have a place on the figure.
    private static readonly Spot[] Spots =
    [
        new("face", 54, 1, 42, 34),
        new("neck", 54, 36, 42, 24),
        new("trunk", 46, 61, 58, 92),
        new("arm", 12, 62, 33, 114),
        new("arm", 105, 62, 33, 114),
        new("leg", 40, 156, 70, 130),
        new("neck", 204, 36, 42, 24),
        new("back", 196, 61, 58, 92),
        new("arm", 162, 62, 33, 114),
        new("arm", 255, 62, 33, 114),
        new("leg", 190, 156, 70, 130),
    ];

    /// <summary>True when most of a question's options have a place on the figure.</summary>
    public static bool Fits(AskedForm question) =>
        question.Type == "choices" && question.Options.Count(o => Spots.Any(s => s.Part == o.Id)) is var placed && placed >= 3 && 2 * placed >= question.Options.Length;

    /// <summary>The picture.</summary>
    /// <param name="words">For what stands under the figures.</param>
    /// <param name="box">Id of the tick box of a part; null where the question has none.</param>
    public static Html Write(PhraseBook words, Func<string, string?> box) => Html.Of($"""
        <div class="body" aria-hidden="true">
        <svg viewBox="0 0 {Width} {Height}" focusable="false">
        {Figure(0, "trunk", "part-face")}
        {Figure(150, "back", "no-part")}
        <text x="75" y="299">{words["page-body-front"]}</text><text x="225" y="299">{words["page-body-back"]}</text>
        {Spots.Where(s => box(s.Part) is not null).Select(s => Label(s, box(s.Part)))}
        </svg>
        </div>
        """);

    private static Html Figure(int x, string trunk, string head) => Html.Of($"""
        <g transform="translate({x} 0)">
        <path class="part {head}" d="M75 3c9 0 14.5 6.5 14.5 16 0 10-6 19-14.5 19s-14.5-9-14.5-19c0-9.5 5.5-16 14.5-16Z"/>
        <path class="part part-neck" d="M67 37c5 4 11 4 16 0v10c1 6 6 8 13 10H54c7-2 12-4 13-10Z"/>
        <path class="part part-{trunk}" d="M54 59h42c4 .5 7 2 10 4l-3 27c-1.5 9-2 17-1 25l3 25c.5 6 0 10-1 13H46c-1-3-1.5-7-1-13l3-25c1-8 .5-16-1-25l-3-27c3-2 6-3.5 10-4Z"/>
        {Sides("arm", "M42 64c-8 4-12 11-13 21l-3 29-7 33c-2 7-3 12-1 17 2 6 8 5 10-1l3-13 8-34 5-24Z")}
        {Sides("leg", "M45.5 156H74l-1 31-3 33c1.5 11 1 21-1 31l-3 22c1 5 2 9-1 11h-11c-4-1-3-5-1-10l-2-24c-3-11-3-21-1-32l-3-32c-2-12-2.5-20-1.5-30Z")}
        </g>
        """);

    // One side is the other's mirror image.
    private static Html Sides(string part, string path) => Html.Of($"""
        <path class="part part-{part}" d="{path}"/><path class="part part-{part}" transform="matrix(-1 0 0 1 150 0)" d="{path}"/>
        """);

    private static Html Label(Spot spot, string? box) => Html.Of($"""
        <foreignObject x="{spot.Left}" y="{spot.Top}" width="{spot.Width}" height="{spot.Height}"><label class="spot spot-{spot.Part}" for="{box}" data-part="{spot.Part}"></label></foreignObject>
        """);

    private sealed record Spot(string Part, int Left, int Top, int Width, int Height);
}
