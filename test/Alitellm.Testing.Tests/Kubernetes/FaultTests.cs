using Alitellm.Testing.Kubernetes;
using NUnit.Framework;
using static Alitellm.Testing.Tests.Kubernetes.Widgets;

namespace Alitellm.Testing.Tests.Kubernetes;

public sealed class FaultTests
{
    private World _world = null!;

    private ApiServerFaults Faults => _world.Server.Faults;

    [SetUp]
    public void CreateWorld() => _world = new World();

    [TearDown]
    public void DisposeWorld() => _world.Dispose();

    [Test]
    public async Task A_rule_hits_so_many_matching_requests_and_then_no_more()
    {
        var rule = Faults.Add(new FaultRule { Verb = "create", Resource = "widgets", Times = 1, Action = FaultAction.TooManyRequests(7) });
        var read = await _world.Get(Endpoint);
        var refused = await _world.Post(Endpoint, Widget("a"));
        var accepted = await _world.Post(Endpoint, Widget("a"));

        Assert.That(read.Code, Is.EqualTo(200));
        Assert.That(refused.Code, Is.EqualTo(429));
        Assert.That(refused.Headers.RetryAfter!.Delta, Is.EqualTo(TimeSpan.FromSeconds(7)));
        Assert.That(accepted.Code, Is.EqualTo(201));
        Assert.That(rule.Hits, Is.EqualTo(1));
    }

    [Test]
    public async Task A_lost_answer_has_had_its_effect()
    {
        Faults.Add(new FaultRule { Verb = "create", Times = 1, Action = FaultAction.LoseAnswer() });

        Assert.That(async () => await _world.Post(Endpoint, Widget("a")), Throws.InstanceOf<HttpRequestException>());
        Assert.That((await _world.Get($"{Endpoint}/a")).Code, Is.EqualTo(200));
    }

    [Test]
    public async Task A_refused_connection_has_no_effect()
    {
        Faults.Add(new FaultRule { Times = 1, Action = FaultAction.Refuse() });

        Assert.That(
            async () => await _world.Post(Endpoint, Widget("a")),
            Throws.InstanceOf<HttpRequestException>().With.Property("HttpRequestError").EqualTo(HttpRequestError.ConnectionError));
        Assert.That((await _world.Get($"{Endpoint}/a")).Code, Is.EqualTo(404));
    }

    [Test]
    public async Task While_down_nothing_answers_and_watches_break()
    {
        using var watch = await _world.Watch($"{Endpoint}?watch=1");
        var next = watch.Line();
        Faults.Down();

        Assert.That(async () => await next, Throws.InstanceOf<IOException>());
        Assert.That(async () => await _world.Get(Endpoint), Throws.InstanceOf<HttpRequestException>());
        Faults.Up();
        Assert.That((await _world.Get(Endpoint)).Code, Is.EqualTo(200));
    }

    [Test]
    public async Task Chance_is_drawn_from_the_seed()
    {
        static async Task<string> Run(int seed)
        {
            using var world = new World(new ApiServerOptions { Seed = seed });
            world.Server.Faults.Add(new FaultRule { Probability = 0.5, Action = FaultAction.InternalError() });
            var codes = new List<int>();
            for (var i = 0; i < 40; i++)
            {
                codes.Add((await world.Get(Endpoint)).Code);
            }

            return string.Join(' ', codes);
        }

        var first = await Run(1);
        Assert.That(await Run(1), Is.EqualTo(first));
        Assert.That(await Run(2), Is.Not.EqualTo(first));
        Assert.That(first, Does.Contain("200").And.Contain("500"));
    }

    [Test]
    public async Task A_delayed_answer_comes_with_the_clock()
    {
        Faults.Add(new FaultRule { Times = 1, Action = FaultAction.Delay(TimeSpan.FromSeconds(30)) });
        var answer = _world.Get(Endpoint);
        Assert.That(answer.IsCompleted, Is.False);
        _world.Time.Advance(TimeSpan.FromSeconds(30));

        Assert.That((await answer).Code, Is.EqualTo(200));
    }

    [Test]
    public async Task A_hanging_request_ends_when_the_client_gives_up()
    {
        Faults.Add(new FaultRule { Action = FaultAction.Hang() });
        using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(5), _world.Time);
        var answer = _world.Client.GetAsync(Endpoint, cancel.Token);
        _world.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.That(async () => await answer, Throws.InstanceOf<OperationCanceledException>());
        await Task.CompletedTask;
    }

    [Test]
    public async Task A_watch_can_be_cut_in_the_middle_of_a_line()
    {
        using var watch = await _world.Watch($"{Endpoint}?watch=1");
        await _world.Post(Endpoint, Widget("a"));
        Faults.CutWatchesMidLine();

        Assert.That(await watch.Next(), Is.EqualTo("ADDED a"));
        Assert.That(async () => await watch.Line(), Throws.InstanceOf<IOException>());
    }

    [Test]
    public async Task Only_the_chosen_watches_are_cut()
    {
        using var widgets = await _world.Watch($"{Endpoint}?watch=1");
        using var secrets = await _world.Watch("/api/v1/secrets?watch=1");
        var cut = Faults.EndWatches(r => r.Resource == "widgets");

        Assert.That(cut, Is.EqualTo(1));
        Assert.That(await widgets.Line(), Is.Null);
        Assert.That(secrets.Line().IsCompleted, Is.False);
    }

    [Test]
    public async Task A_watch_can_be_told_that_its_version_expired()
    {
        using var watch = await _world.Watch($"{Endpoint}?watch=1");
        Faults.ExpireWatches();
        var error = await watch.Event();

        Assert.That((int)error!["object"]!["code"]!, Is.EqualTo(410));
        Assert.That(await watch.Line(), Is.Null);
    }

    [Test]
    public async Task A_line_that_is_no_event_can_be_put_between_events()
    {
        using var watch = await _world.Watch($"{Endpoint}?watch=1");
        await _world.Post(Endpoint, Widget("a"));
        Faults.SendLine("{\"type\":");
        await _world.Post(Endpoint, Widget("b"));

        Assert.That(await watch.Next(), Is.EqualTo("ADDED a"));
        Assert.That(await watch.Line(), Is.EqualTo("{\"type\":"));
        Assert.That(await watch.Next(), Is.EqualTo("ADDED b"));
    }

    [Test]
    public async Task A_silent_watch_delivers_nothing_until_it_is_resumed()
    {
        using var watch = await _world.Watch($"{Endpoint}?watch=1&timeoutSeconds=10");
        Faults.StallWatches();
        var next = watch.Next();
        await _world.Post(Endpoint, Widget("a"));
        _world.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.That(next.IsCompleted, Is.False);
    }

    [Test]
    public async Task A_resumed_watch_delivers_what_was_held_back()
    {
        using var watch = await _world.Watch($"{Endpoint}?watch=1");
        Faults.StallWatches();
        var next = watch.Next();
        await _world.Post(Endpoint, Widget("a"));
        Faults.ResumeWatches();

        Assert.That(await next, Is.EqualTo("ADDED a"));
    }

    [Test]
    public async Task A_slow_body_flows_with_the_clock()
    {
        World.WithoutThreads();
        await _world.Post(Endpoint, Widget("a"));
        Faults.Add(new FaultRule { Verb = "list", Times = 1, Action = FaultAction.SlowBody(100, TimeSpan.FromSeconds(1)) });
        var text = _world.Client.GetStringAsync(Endpoint);
        var seconds = 0;
        while (!text.IsCompleted && seconds < 100)
        {
            _world.Time.Advance(TimeSpan.FromSeconds(1));
            seconds++;
        }

        Assert.That((await text).Length / 100, Is.InRange(seconds - 1, seconds + 1));
    }

    [Test]
    public async Task A_list_can_break_off()
    {
        await _world.Post(Endpoint, Widget("a"));
        Faults.Add(new FaultRule { Verb = "list", Times = 1, Action = FaultAction.CutBody(50) });

        Assert.That(async () => await _world.Client.GetStringAsync(Endpoint), Throws.InstanceOf<HttpRequestException>().Or.InstanceOf<IOException>());
    }

    [Test]
    public async Task The_journal_tells_verbs_resources_and_outcomes()
    {
        await _world.Post(Endpoint, Widget("a"));
        await _world.Get(Endpoint);
        await _world.Patch($"{Endpoint}/a/status", """{"status":{"observedGeneration":1}}""");
        await _world.Get($"{Endpoint}/none");
        Faults.Add(new FaultRule { Action = FaultAction.LoseAnswer() });
        Assert.That(async () => await _world.Delete($"{Endpoint}/a"), Throws.InstanceOf<HttpRequestException>());
        var journal = _world.Server.Journal;

        Assert.That(
            journal.Records.Select(r => $"{r.Sequence} {r.Request.Verb} {r.Request.Resource}/{r.Request.Subresource} {r.Request.Name} {r.Status}"),
            Is.EqualTo(["1 create widgets/  201", "2 list widgets/  200", "3 patch widgets/status a 200", "4 get widgets/ none 404", "5 delete widgets/ a "]));
        Assert.That(journal.StatusWrites("widgets"), Is.EqualTo(1));
        Assert.That(journal.Writes(), Is.EqualTo(3));
        Assert.That(journal.Count("list"), Is.EqualTo(1));
        Assert.That(journal.Records[0].Request.UserAgent, Is.EqualTo("tester/1.0"));
        Assert.That(journal.Records[4].Connection, Is.EqualTo(ConnectionOutcome.Lost));
        Assert.That(journal.Records[0].Time, Is.EqualTo(_world.Time.GetUtcNow()));
    }
}
