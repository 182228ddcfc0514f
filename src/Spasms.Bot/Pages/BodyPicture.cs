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
        new("face", 52, 2, 46, 38),
        new("neck", 54, 41, 42, 26),
        new("trunk", 50, 68, 50, 84),
        new("arm", 12, 66, 37, 106),
        new("arm", 101, 66, 37, 106),
        new("leg", 40, 156, 70, 130),
        new("neck", 204, 41, 42, 26),
        new("back", 200, 68, 50, 84),
        new("arm", 162, 66, 37, 106),
        new("arm", 251, 66, 37, 106),
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
        <circle class="part {head}" cx="75" cy="21" r="19"/>
        <rect class="part part-neck" x="65" y="42" width="20" height="20" rx="6"/>
        <path class="part part-{trunk}" d="M53 66h44a8 8 0 0 1 8 8l-6 70a8 8 0 0 1-8 8H59a8 8 0 0 1-8-8l-6-70a8 8 0 0 1 8-8Z"/>
        <path class="part part-arm" d="M40 70c-8 3-11 9-13 18l-12 66c-2 12 12 16 16 5l15-62c2-10 2-30-6-27ZM110 70c8 3 11 9 13 18l12 66c2 12-12 16-16 5l-15-62c-2-10-2-30 6-27Z"/>
        <path class="part part-leg" d="M53 157h20l-2 64-4 56c-1 10-18 10-18 0l-2-56ZM77 157h20l6 64-2 56c0 10-17 10-18 0l-4-56Z"/>
        </g>
        """);

    private static Html Label(Spot spot, string? box) => Html.Of($"""
        <foreignObject x="{spot.Left}" y="{spot.Top}" width="{spot.Width}" height="{spot.Height}"><label class="spot spot-{spot.Part}" for="{box}" data-part="{spot.Part}"></label></foreignObject>
        """);

    private sealed record Spot(string Part, int Left, int Top, int Width, int Height);
}
