using System.Globalization;
using System.Text.Json.Nodes;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.World;

/// <summary>Objects of every kind at once, applied in an order in which most come before what they refer to.</summary>
public sealed class MixedLoadTests
{
    /// <summary>Every alias shares the one entry of the endpoint.</summary>
    private const int EntryCount = MixedLoad.Objects - MixedLoad.Aliases;

    [Test]
    public void All_kinds_become_Ready_within_the_settle_window_with_one_write_per_entry([Values(1, 2, 3)] int seed)
    {
        using var world = Applied(seed);
        var started = world.Time.Elapsed;

        Assert.That(world.RunUntil(() => world.Unready().Count == 0, TimeSpan.FromSeconds(35)), Is.True, () => string.Join('\n', world.Unready()));

        var took = world.Time.Elapsed - started;
        var calls = world.LiteLLM.Journal.Calls.Where(call => call.IsWrite && call.Path != "/key/health").ToList();
        var aliases = calls.Count(call => call.Path == "/config/update");
        Assert.That(calls.Count - aliases, Is.EqualTo(EntryCount), () => Repeated(calls.Select(call => $"{call} {call.Subject}")));
        Assert.That(aliases, Is.InRange(1, (int)Math.Ceiling(took.TotalSeconds)), "one write of the alias map per debounce window");
    }

    [Test]
    public void Once_in_step_a_poll_costs_one_list_per_kind_and_nothing_is_written()
    {
        using var world = Applied(seed: 4);
        world.Minutes(3);
        Assert.That(world.Unready(), Is.Empty);
        world.ForgetJournals();

        world.Minutes(10);

        var reads = world.LiteLLM.Journal.Calls.GroupBy(call => call.Operation).ToDictionary(group => group.Key, group => group.Count());
        Assert.That(world.LiteLLM.Journal.Calls.Where(call => call.IsWrite && call.Path != "/key/health"), Is.Empty);
        Assert.That(world.Kubernetes.Journal.Records.Where(record => record.Request.IsWrite && record.Request.Resource is not ("leases" or "events")), Is.Empty);
        foreach (var list in (string[])["GET /v2/model/info", "GET /router/settings", "GET /v2/team/list", "GET /v2/guardrails/list", "GET /v1/mcp/server", "GET /v1/mcp/toolset", "GET /v1/agents", "GET /v1/access_group"])
        {
            Assert.That(reads.GetValueOrDefault(list), Is.InRange(18, 23), $"{list} in ten minutes");
        }
    }

    [Test]
    public void An_edit_of_everything_reaches_everything()
    {
        using var world = Applied(seed: 5);
        world.Minutes(2);
        foreach (var manifest in MixedLoad.Manifests(new Random(6), revision: 1))
        {
            world.Apply(manifest);
        }

        world.Minutes(2);

        Assert.That(world.Unready(), Is.Empty);
        using var fresh = Applied(seed: 5, revision: 1);
        fresh.Minutes(4);
        Assert.That(world.RemoteState(), Is.EqualTo(fresh.RemoteState()));
    }

    [Test]
    public void Deleting_everything_leaves_nothing()
    {
        using var world = Applied(seed: 7);
        world.Minutes(2);
        foreach (var found in world.Objects().ToList())
        {
            var kind = Api.ApiKinds.All.Single(kind => kind.Kind == (string?)found["kind"]);
            world.Delete($"{kind.Plural}.{kind.Group}", (string)found["metadata"]!["name"]!);
        }

        world.Minutes(3);

        Assert.That(world.Objects(), Is.Empty);
        using var untouched = new OperatorWorld(MixedWorld.Options(7));
        untouched.Started();
        Assert.That(Entries(world), Is.EqualTo(Entries(untouched)));
    }

    private static OperatorWorld Applied(int seed, int revision = 0)
    {
        var world = new OperatorWorld(MixedWorld.Options(seed));
        world.Start();
        world.Seconds(5);
        world.Apply(MixedLoad.Secret);
        foreach (var manifest in MixedLoad.Manifests(new Random(seed), revision))
        {
            world.Apply(manifest);
        }

        return world;
    }

    /// <summary>Everything that can be declared. Of the router's settings only the aliases: writing them stores the others as they were.</summary>
    private static string Entries(OperatorWorld world)
    {
        var dump = world.LiteLLM.Dump();
        dump["router_settings"] = dump["router_settings"]?["model_group_alias"]?.DeepClone() ?? new JsonObject();
        return dump.ToJsonString();
    }

    private static string Repeated(IEnumerable<string> calls)
    {
        return string.Join('\n', calls.GroupBy(call => call).Where(group => group.Count() > 1).Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()} x {group.Key}")));
    }
}
