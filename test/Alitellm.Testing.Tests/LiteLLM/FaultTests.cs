using Alitellm.Testing.LiteLLM;
using NUnit.Framework;

namespace Alitellm.Testing.Tests.LiteLLM;

internal sealed class FaultTests
{
    private const string Create = "POST /model/new";

    [TestCase(400)]
    [TestCase(401)]
    [TestCase(422)]
    [TestCase(500)]
    [TestCase(503)]
    public async Task An_injected_status_answers_without_an_effect(int status)
    {
        using var proxy = new Proxy();
        proxy.World.Faults.FailNext(Create, LiteLLMFaultEffect.Status(status));

        Assert.That((await proxy.CreateModel("a")).Status, Is.EqualTo(status));
        Assert.That(proxy.World.Models, Is.Empty);
        Assert.That((await proxy.CreateModel("a")).Status, Is.EqualTo(200), "the rule is spent");
    }

    [Test]
    public async Task An_injected_status_may_come_after_the_effect()
    {
        using var proxy = new Proxy();
        proxy.World.Faults.FailNext(Create, LiteLLMFaultEffect.Status(500, afterEffect: true));

        Assert.That((await proxy.CreateModel("a")).Status, Is.EqualTo(500));
        Assert.That(proxy.World.FindModel("a"), Is.Not.Null);
    }

    [Test]
    public async Task Retry_After_comes_in_seconds_or_as_a_date()
    {
        using var proxy = new Proxy();
        proxy.World.Faults.FailNext("*", LiteLLMFaultEffect.TooManyRequests(TimeSpan.FromSeconds(7)));
        proxy.World.Faults.FailNext("*", LiteLLMFaultEffect.TooManyRequests(proxy.Time.GetUtcNow().AddSeconds(9)));

        var seconds = await proxy.Get("/v1/models");
        var date = await proxy.Get("/v1/models");
        Assert.That((seconds.Status, seconds.RetryAfter!.Delta), Is.EqualTo((429, TimeSpan.FromSeconds(7))));
        Assert.That((date.Status, date.RetryAfter!.Date), Is.EqualTo((429, proxy.Time.GetUtcNow().AddSeconds(9))));
    }

    [Test]
    public async Task An_error_page_is_HTML()
    {
        using var proxy = new Proxy();
        proxy.World.Faults.FailNext("reads", LiteLLMFaultEffect.HtmlPage());
        var answer = await proxy.Get("/v1/models");

        Assert.That((answer.Status, answer.MediaType), Is.EqualTo((502, "text/html")));
    }

    [Test]
    public void A_lost_answer_leaves_its_effect()
    {
        using var proxy = new Proxy();
        proxy.World.Faults.FailNext(Create, LiteLLMFaultEffect.LostAnswer);

        Assert.That(() => proxy.CreateModel("a"), Throws.InstanceOf<HttpRequestException>().With.InnerException.InstanceOf<IOException>());
        Assert.That(proxy.World.FindModel("a"), Is.Not.Null);
        Assert.That(proxy.World.Journal.Calls[0].Outcome, Is.EqualTo(LiteLLMCallOutcome.AnswerLost));
    }

    [Test]
    public void A_refused_connection_leaves_none()
    {
        using var proxy = new Proxy();
        proxy.World.Faults.FailNext("writes", LiteLLMFaultEffect.Refused);

        Assert.That(
            () => proxy.CreateModel("a"),
            Throws.InstanceOf<HttpRequestException>().With.Property(nameof(HttpRequestException.HttpRequestError)).EqualTo(HttpRequestError.ConnectionError));
        Assert.That(proxy.World.Models, Is.Empty);
    }

    [Test]
    public async Task While_it_is_down_every_connection_is_refused_and_afterwards_none()
    {
        using var proxy = new Proxy();
        proxy.World.Faults.Down(TimeSpan.FromSeconds(60));
        Assert.That(() => proxy.Get("/health/liveliness"), Throws.InstanceOf<HttpRequestException>());

        proxy.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.That((await proxy.Get("/health/liveliness")).Status, Is.EqualTo(200));
    }

    [Test]
    public void A_hang_ends_when_the_client_gives_up_and_has_no_effect()
    {
        using var proxy = new Proxy();
        using var client = proxy.Client();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30), proxy.Time);
        proxy.World.Faults.FailNext(Create, LiteLLMFaultEffect.Hang());
        var call = Proxy.Send(client, "POST", "/model/new", """{"model_name":"m","litellm_params":{"model":"openai/x"}}""", patience.Token);

        Assert.That(call.IsCompleted, Is.False);
        proxy.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.That(async () => await call, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(proxy.World.Models, Is.Empty);
        Assert.That(proxy.World.Journal.Calls[0].Outcome, Is.EqualTo(LiteLLMCallOutcome.ClientGone));
    }

    [Test]
    public async Task A_hang_of_some_length_goes_on_afterwards()
    {
        using var proxy = new Proxy();
        proxy.World.Faults.FailNext(Create, LiteLLMFaultEffect.Hang(TimeSpan.FromSeconds(5)));
        var call = proxy.CreateModel("a");

        Assert.That(proxy.World.Models, Is.Empty);
        proxy.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.That((await call).Status, Is.EqualTo(200));
        Assert.That(proxy.World.Models, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_truncated_body_breaks_while_it_is_read()
    {
        using var proxy = new Proxy();
        proxy.World.Faults.FailNext("reads", LiteLLMFaultEffect.Truncated(5));

        Assert.That(() => proxy.Get("/v1/models"), Throws.InstanceOf<HttpRequestException>());
    }

    [Test]
    public async Task An_oversized_body_is_padded_and_still_JSON()
    {
        using var proxy = new Proxy();
        proxy.World.Faults.FailNext("reads", LiteLLMFaultEffect.Oversized(1_000_000));
        var answer = await proxy.Get("/v1/models");

        Assert.That(answer.Text, Has.Length.EqualTo(1_000_000));
        Assert.That(answer.Json["data"], Is.Not.Null);
    }

    [Test]
    public async Task A_stale_read_shows_the_state_of_the_last_periodic_reload()
    {
        using var proxy = new Proxy();
        await proxy.CreateModel("old");
        proxy.Time.Advance(TimeSpan.FromSeconds(30));
        await proxy.CreateModel("new");
        proxy.World.Faults.FailNext("GET /model/info", LiteLLMFaultEffect.StaleRead);

        Assert.That(await proxy.ListedIds(), Is.EqualTo(["old"]));
        Assert.That(await proxy.ListedIds(), Is.EqualTo(["old", "new"]));
    }

    [Test]
    public async Task Created_but_not_listed_and_deleted_but_still_listed_heal_at_the_next_reload()
    {
        using var proxy = new Proxy();
        await proxy.CreateModel("a");
        proxy.World.Faults.FailNext(Create, LiteLLMFaultEffect.MemoryLag);
        proxy.World.Faults.FailNext("POST /model/delete", LiteLLMFaultEffect.MemoryLag);
        await proxy.CreateModel("b");
        await proxy.Post("/model/delete", """{"id":"a"}""");

        Assert.That(await proxy.ListedIds(), Is.EqualTo(["a"]));
        proxy.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.That(await proxy.ListedIds(), Is.EqualTo(["b"]));
    }

    [Test]
    public async Task A_rule_may_look_at_the_subject_and_the_time()
    {
        using var proxy = new Proxy();
        proxy.World.Faults.Add(new LiteLLMFault(LiteLLMFaultEffect.Status(500))
        {
            On = "/model/*",
            When = call => call.Subject == "b",
            From = proxy.Time.GetUtcNow().AddSeconds(1),
            Until = proxy.Time.GetUtcNow().AddSeconds(2),
        });

        Assert.That((await proxy.CreateModel("b")).Status, Is.EqualTo(200), "too early");
        proxy.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.That((await proxy.CreateModel("a")).Status, Is.EqualTo(200), "another subject");
        Assert.That((await proxy.Patch("/model/b/update", "{}")).Text, Is.EqualTo("Internal Server Error"));
        proxy.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.That((await proxy.Patch("/model/b/update", "{}")).Status, Is.EqualTo(200), "too late");
    }

    [Test]
    public async Task Equal_seeds_give_equal_faults()
    {
        var first = await Pattern(seed: 7);
        var second = await Pattern(seed: 7);
        var third = await Pattern(seed: 8);

        Assert.That(second, Is.EqualTo(first));
        Assert.That(third, Is.Not.EqualTo(first));
        Assert.That(first.Count(failed => failed), Is.InRange(5, 60));
    }

    private static async Task<bool[]> Pattern(int seed)
    {
        using var proxy = new Proxy(new LiteLLMWorldOptions { Seed = seed });
        proxy.World.Faults.Add(new LiteLLMFault(LiteLLMFaultEffect.Status(503)) { Probability = 0.3 });
        var pattern = new bool[100];
        for (var i = 0; i < pattern.Length; i++)
        {
            pattern[i] = (await proxy.Get("/v1/models")).Status == 503;
        }

        return pattern;
    }
}
