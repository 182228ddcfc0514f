using Spasms.Knowledge.Triage;

namespace Spasms.Knowledge.Prepared;

/// <summary>The kept forms of the questionnaire and its results.</summary>
internal static class TriageForm
{
    public static TriageBook Book(Form form, TriageBook? book) => new()
    {
        Hash = form.Text(book?.Hash),
        RulesHash = form.Text(book?.RulesHash),
        Approval = form.Maybe(book?.Approval, static (f, approval) => new Approval(f.Text(approval?.By), f.Text(approval?.Role), f.Text(approval?.Date), f.Text(approval?.Hash))),
        Sources = form.List(book?.Sources ?? [], ArticleForm.Source),
        Glossary = form.List(book?.Glossary ?? [], static (f, entry) => new GlossaryEntry(f.Text(entry?.Term), f.Text(entry?.Means))),
        Findings = form.List(book?.Findings ?? [], Finding),
        Questions = form.List(book?.Questions ?? [], Question),
        Rules = form.List(book?.Rules ?? [], Rule),
        Reach = form.List(book?.Reach ?? [], static (f, reach) => f.Plain(reach)),
        Dispositions = form.List(book?.Dispositions ?? [], Disposition),
        Promises = form.List(book?.Promises ?? [], static (f, promise) => new Promise(f.Text(promise?.Rule), Level(f, promise?.Level))),
    };

    public static ResultBook Result(Form form, ResultBook? book) =>
        new(form.List(book?.Contributors ?? [], Passage), form.List(book?.Help ?? [], Passage), form.List(book?.Watch ?? [], Watch))
        {
            Steady = form.Texts(book?.Steady ?? []),
        };

    private static Urgency Level(Form form, Urgency? level) => (Urgency)form.Number((int)(level ?? 0));

    private static Finding Finding(Form form, Finding? finding) =>
        new(form.Text(finding?.Id), form.Flag(finding?.IsRisk ?? false), form.Text(finding?.Says), form.Text(finding?.They));

    private static Question Question(Form form, Question? question) => new(
        form.Text(question?.Id),
        (Stage)form.Number((int)(question?.Stage ?? 0)),
        (QuestionType)form.Number((int)(question?.Type ?? 0)),
        form.Text(question?.Text),
        form.Text(question?.They),
        form.Text(question?.Name),
        form.Texts(question?.Words ?? []),
        form.Text(question?.Why),
        form.Text(question?.Means),
        form.Text(question?.Example),
        form.Flag(question?.IsWhole ?? false),
        form.List(question?.Options ?? [], Option),
        form.List(question?.Cuts ?? [], static (f, cut) => new Cut(f.Number(cut?.Finding ?? 0), f.Real(cut?.From ?? 0), f.Real(cut?.Below ?? 0))),
        Condition(form, question?.AskWhen),
        form.Texts(question?.NoneWords ?? []),
        form.Plain(question?.Findings ?? []));

    private static AnswerOption Option(Form form, AnswerOption? option) => new(
        form.Text(option?.Id),
        form.Text(option?.Text),
        form.Plain(option?.Sets ?? []),
        form.Texts(option?.Words ?? []),
        form.Texts(option?.AskedWords ?? []),
        form.Texts(option?.Topics ?? []),
        form.Flag(option?.Value is not null) ? form.Real(option?.Value ?? 0) : null);

    private static Condition Condition(Form form, Condition? condition) => new(
        form.List(condition?.All ?? [], Term),
        form.List(condition?.Any ?? [], static (f, any) => f.List(any, Term)),
        form.Plain(condition?.Unsure ?? []));

    private static Term Term(Form form, Term term) => new(form.Number(term.Finding), form.Flag(term.OrUnknown));

    private static Rule Rule(Form form, Rule? rule) => new(
        form.Text(rule?.Id),
        Level(form, rule?.Level),
        Condition(form, rule?.When),
        form.Texts(rule?.Text ?? []),
        form.Text(rule?.Why),
        form.Maybe(rule?.Sign),
        form.Texts(rule?.Sources ?? []));

    private static Disposition Disposition(Form form, Disposition? disposition) =>
        new(Level(form, disposition?.Level), form.Text(disposition?.Title), form.Texts(disposition?.Text ?? []), form.Texts(disposition?.Sources ?? []));

    private static ResultPassage Passage(Form form, ResultPassage? passage) =>
        new(form.Texts(passage?.When ?? []), form.Text(passage?.Article), form.Text(passage?.Anchor))
        {
            Unless = form.Texts(passage?.Unless ?? []),
        };

    private static ResultWatch Watch(Form form, ResultWatch? watch) => new(form.Texts(watch?.When ?? []), form.Texts(watch?.Rules ?? []));
}
