using System.Text.Json.Nodes;
using Alitellm.Testing.LiteLLM;
using NUnit.Framework;

namespace Alitellm.Testing.Tests.LiteLLM;

internal sealed class JournalTests
{
    [Test]
    public async Task Each_call_is_recorded_with_its_caller_operation_subject_and_status()
    {
        using var proxy = new Proxy();
        await proxy.CreateModel("a");
        await proxy.Patch("/model/a/update", """{"litellm_params":{"rpm":1}}""");
        await proxy.Get("/v2/model/info?size=1");

        var calls = proxy.World.Journal.Calls;
        Assert.That(calls.Select(call => call.Operation), Is.EqualTo(["POST /model/new", "PATCH /model/{id}/update", "GET /v2/model/info"]));
        Assert.That(calls.Select(call => call.Subject), Is.EqualTo(["a", "a", null]));
        Assert.That(calls.Select(call => call.Status), Is.All.EqualTo(200));
        Assert.That(calls.Select(call => call.Caller), Is.All.EqualTo("tester/1"));
        Assert.That(calls[1].Body, Is.EqualTo("""{"litellm_params":{"rpm":1}}"""));
        Assert.That(calls[2].Query, Is.EqualTo("size=1"));
    }

    [Test]
    public async Task Reads_and_writes_are_counted_by_operation_and_id()
    {
        using var proxy = new Proxy();
        await proxy.CreateModel("a");
        await proxy.CreateModel("a");
        await proxy.Get("/v1/models");
        await proxy.Post("/key/health");

        var journal = proxy.World.Journal;
        Assert.That((journal.Reads, journal.Writes), Is.EqualTo((2, 2)));
        Assert.That(journal.CountOf("POST /model/new"), Is.EqualTo(2));
        Assert.That(journal.WritesById["a"], Is.EqualTo(2));
        journal.Clear();
        Assert.That((journal.Reads, journal.Writes, journal.Calls.Count), Is.EqualTo((0, 0, 0)));
    }

    [Test]
    public async Task Writes_one_after_the_other_do_not_overlap_even_at_one_instant()
    {
        using var proxy = new Proxy();
        await proxy.CreateModel("a");
        await proxy.CreateModel("b");

        Assert.That(proxy.World.Journal.OverlappingWrites(), Is.Empty);
        Assert.That(proxy.World.Journal.MaxInFlight, Is.EqualTo(1));
    }

    [Test]
    public async Task Writes_under_way_together_overlap_and_reads_do_not_count()
    {
        using var proxy = new Proxy(new LiteLLMWorldOptions { WriteLatency = TimeSpan.FromSeconds(1) });
        var first = proxy.CreateModel("a");
        proxy.Time.Advance(TimeSpan.FromMilliseconds(500));
        var second = proxy.CreateModel("b");
        await proxy.Get("/v1/models");
        proxy.Time.Advance(TimeSpan.FromSeconds(1));
        await Task.WhenAll(first, second);

        var pair = proxy.World.Journal.OverlappingWrites().Single();
        Assert.That((pair.First.Subject, pair.Second.Subject), Is.EqualTo(("a", "b")));
        Assert.That(proxy.World.Journal.MaxInFlight, Is.EqualTo(3));
    }

    [Test]
    public async Task A_write_whose_client_left_counts_until_the_server_is_done()
    {
        using var proxy = new Proxy(new LiteLLMWorldOptions { WriteLatency = TimeSpan.FromSeconds(2) });
        using var client = proxy.Client();
        using var leaving = new CancellationTokenSource();
        var left = Proxy.Send(
            client, "POST", "/model/new", """{"model_name":"m","litellm_params":{"model":"openai/x"},"model_info":{"id":"a"}}""", leaving.Token);
        await leaving.CancelAsync();
        Assert.That(async () => await left, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(proxy.World.FindModel("a"), Is.Not.Null, "the effect is stored");

        proxy.Time.Advance(TimeSpan.FromSeconds(1));
        var next = proxy.CreateModel("b");
        proxy.Time.Advance(TimeSpan.FromSeconds(1));
        proxy.Time.Advance(TimeSpan.FromSeconds(1));
        await next;

        Assert.That(proxy.World.Journal.OverlappingWrites(), Has.Count.EqualTo(1));
        Assert.That(proxy.World.Journal.Calls[0].Outcome, Is.EqualTo(LiteLLMCallOutcome.ClientGone));
        Assert.That(proxy.World.Journal.Calls[0].Completed - proxy.World.Journal.Calls[0].Arrived, Is.EqualTo(TimeSpan.FromSeconds(2)));
    }

    [Test]
    public async Task Serial_writes_wait_for_each_other()
    {
        using var proxy = new Proxy(new LiteLLMWorldOptions { WriteLatency = TimeSpan.FromSeconds(1), SerialWrites = true });
        var first = proxy.CreateModel("a");
        var second = proxy.CreateModel("b");
        proxy.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.That((await first).Status, Is.EqualTo(200));
        Assert.That(second.IsCompleted, Is.False);
        proxy.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.That((await second).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Calls_are_appended_as_JSON_lines()
    {
        using var proxy = new Proxy();
        using var stream = new MemoryStream();
        proxy.World.Journal.AppendTo(stream);
        await proxy.CreateModel("a");
        await proxy.Get("/v1/models");

        var lines = System.Text.Encoding.UTF8.GetString(stream.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines.Select(line => JsonNode.Parse(line)!["seq"]!.GetValue<long>()), Is.EqualTo([1, 2]));
        Assert.That(JsonNode.Parse(lines[0])!["body"]!["model_name"]!.GetValue<string>(), Is.EqualTo("m"));
    }
}
