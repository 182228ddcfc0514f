using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spasms.Bot.Wire;
using Spasms.Dialog.Fhir;
using Spasms.Protocol.Store;

namespace Spasms.Bot.Pages;

/// <summary>A result to print and to hand on, under its signed address; and the questionnaire as FHIR, which is no secret.</summary>
internal sealed class ResultRoutes(HostParts host, ResultLinks links)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Adds the routes.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/result/{token}", PageAnswer.From(http => ShowAsync(http, (result, path) =>
            PageAnswer.Of(http, ResultPage.Write(host.Snapshots.Current, result, path)))));
        routes.MapGet("/result/{token}/text", PageAnswer.From(http => ShowAsync(http, (result, _) =>
            Results.Text(ResultPage.Text(host.Snapshots.Current, result), "text/plain", Encoding.UTF8))));
        routes.MapGet("/result/{token}/fhir", PageAnswer.From(http => ShowAsync(http, (result, _) => ResponseAsync(http, result))));
        routes.MapGet("/fhir/Questionnaire/triage", PageAnswer.From(QuestionnaireAsync));
    }

    /// <summary>A FHIR resource as people and programs read it.</summary>
    public static string Write(JsonObject resource) => resource.ToJsonString(Indented);

    /// <summary>Canonical address of the questionnaire at this host.</summary>
    public static string Canonical(string baseUrl) => baseUrl + "/fhir/Questionnaire/triage";

    private Task<IResult> ShowAsync(HttpContext http, Func<SavedResult, string, IResult> show) =>
        ShowAsync(http, (result, path) => Task.FromResult(show(result, path)));

    // The address is the key: nothing keeps it, nothing sends it on.
    private async Task<IResult> ShowAsync(HttpContext http, Func<SavedResult, string, Task<IResult>> show)
    {
        var token = http.Request.RouteValues["token"] as string ?? "";
        var nonce = PageAnswer.Nonce();
        IResult answer;
        try
        {
            answer = await FindAsync(token) is { } result
                ? await show(result, "/result/" + token)
                : PageAnswer.Of(http, NotFoundPage.Write(host.Snapshots.Current.Knowledge), StatusCodes.Status404NotFound);
        }
        catch (StoreUnavailableException)
        {
            answer = PageAnswer.Of(http, NoStore(nonce), StatusCodes.Status503ServiceUnavailable, nonce);
        }

        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        http.Response.Headers["X-Robots-Tag"] = "noindex";
        return answer;
    }

    private string NoStore(string nonce) =>
        ChatPage.Write(host.Snapshots.Current, new PageView([], nonce) { Notice = "page-no-store", KeptFor = host.Settings.Retention.Conversations });

    private async ValueTask<SavedResult?> FindAsync(string token)
    {
        if (!links.TryRead(token, out var conversation, out var sequence))
        {
            return null;
        }

        var entries = await host.Store.ReadAsync(conversation, sequence - 1, 1, CancellationToken.None);
        return entries is [{ } entry] && entry.Sequence == sequence ? SavedResult.Read(entry.Body) : null;
    }

    private async Task<IResult> ResponseAsync(HttpContext http, SavedResult result)
    {
        var now = host.Snapshots.Current;
        var book = await host.Snapshots.TriageAsync(now, result.Record.Book);
        var url = Canonical(host.Conversations.BaseUrl(http));
        return Fhir(FhirResponse.Of(book, now.Knowledge.English, url, result.Record, result.Rules, result.At));
    }

    // A response names the version that it went by; an older one is given as long as it is kept.
    private async Task<IResult> QuestionnaireAsync(HttpContext http)
    {
        var now = host.Snapshots.Current;
        var wanted = http.Request.Query["version"].ToString();
        var book = await host.Snapshots.TriageAsync(now, wanted);
        return wanted.Length > 0 && book.Hash != wanted
            ? PageAnswer.Of(http, NotFoundPage.Write(now.Knowledge), StatusCodes.Status404NotFound)
            : Fhir(FhirQuestionnaire.Of(book, now.Knowledge.English, Canonical(host.Conversations.BaseUrl(http))));
    }

    private static IResult Fhir(JsonObject resource) => Results.Text(Write(resource), "application/fhir+json", Encoding.UTF8);
}
