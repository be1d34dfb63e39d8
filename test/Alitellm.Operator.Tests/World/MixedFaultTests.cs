using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.World;

/// <summary>
/// The mixed load while everything goes wrong that can. <c>ALITELLM_MIXED_SCHEDULES=20</c> runs that many, <c>ALITELLM_SEED=n</c> runs one alone.
/// </summary>
public sealed class MixedFaultTests
{
    /// <summary>What users do depends on <c>seed % Scripts</c> alone, so that runs of one script must all end alike.</summary>
    private const int Scripts = 2;

    private static readonly ConcurrentDictionary<int, string> s_ends = new();

    /// <summary>Longer than every slow look: a watch that fell silent, a refused key, a storm brake, two rejected writes.</summary>
    private static readonly TimeSpan s_rest = TimeSpan.FromMinutes(25);

    [TestCaseSource(nameof(Seeds))]
    public void Whatever_goes_wrong_LiteLLM_ends_as_if_nothing_had(int seed)
    {
        var calm = s_ends.GetOrAdd(seed % Scripts, EndWithoutFaults);
        using var stormy = Run(seed, withFaults: true, out var told, out var foreign);

        string Explain()
        {
            return $"ALITELLM_SEED={seed}\n{string.Join('\n', told)}\n{stormy.Describe()}";
        }

        Assert.That(stormy.Unready(), Is.Empty, Explain);
        Assert.That(Foreign(stormy), Is.EqualTo(foreign), Explain);
        Assert.That(stormy.RemoteState(), Is.EqualTo(calm), Explain);
    }

    private static string EndWithoutFaults(int script)
    {
        using var world = Run(script, withFaults: false, out _, out _);
        return world.RemoteState();
    }

    private static OperatorWorld Run(int seed, bool withFaults, out List<string> told, out string foreign)
    {
        var replicas = withFaults && seed % 3 == 0 ? 2 : 1;
        var two = withFaults && seed % 2 == 1;
        var options = MixedWorld.Options(seed, proxy => proxy with { Replicas = replicas }) with { Operator = options => options with { LeaderElection = two } };
        var world = new OperatorWorld(options);
        var log = new List<string>();
        var faults = new FaultInjector(world, new Random(seed), withFaults, what => log.Add($"{world.Time.Elapsed} {what}"));
        AddForeign(world);
        foreign = Foreign(world);
        world.Apply(MixedLoad.Secret);
        faults.StartOperator();
        if (two)
        {
            faults.StartOperator();
        }

        var users = new Random(seed % Scripts);
        var revision = 0;
        foreach (var part in MixedLoad.Manifests(users).Chunk(25).Concat(MixedLoad.Manifests(users, ++revision).Chunk(50)))
        {
            foreach (var manifest in part)
            {
                world.Apply(manifest);
            }

            if (withFaults)
            {
                faults.Break();
            }

            world.Run(TimeSpan.FromMilliseconds(users.Next(200, 20_000)));
        }

        faults.Stop();
        world.Run(s_rest);
        told = log;
        return world;
    }

    /// <summary>Of every kind something that ours could touch by mistake.</summary>
    private static void AddForeign(OperatorWorld world)
    {
        var proxy = world.LiteLLM;
        proxy.CreateModelByHand(Json("""{"model_name":"by-hand","litellm_params":{"model":"openai/gpt-4o","api_key":"sk-theirs"},"model_info":{"note":"theirs"}}"""));
        proxy.CreateTeamByHand(Json("""{"team_alias":"by-hand","models":["gpt-4o"],"max_budget":3}"""));
        proxy.CreateAccessGroupByHand(Json("""{"access_group_name":"by-hand","access_model_names":["gpt-4o"]}"""));
        proxy.CreateGuardrailByHand(Json("""{"guardrail_name":"by-hand","litellm_params":{"guardrail":"presidio","mode":"pre_call"},"guardrail_info":{}}"""));
        proxy.CreateMcpServerByHand(Json("""{"server_name":"by-hand","transport":"http","url":"http://by-hand.example"}"""));
        proxy.CreateToolsetByHand(Json("""{"toolset_name":"by-hand","tools":[]}"""));
        proxy.CreateAgentByHand(Json("""{"agent_name":"by-hand","agent_card_params":{"name":"theirs"}}"""));
    }

    /// <summary>The entries of <see cref="AddForeign"/>, as they are now.</summary>
    private static string Foreign(OperatorWorld world)
    {
        var entries = world.LiteLLM.Dump().Select(member => member.Value).OfType<JsonArray>().SelectMany(rows => rows).Select(row => row!.ToJsonString());
        return string.Join('\n', entries.Where(row => row.Contains("by-hand", StringComparison.Ordinal)));
    }

    private static JsonObject Json(string text)
    {
        return JsonNode.Parse(text)!.AsObject();
    }

    private static IEnumerable<int> Seeds()
    {
        return Number("ALITELLM_SEED") is { } seed ? [seed] : Enumerable.Range(1, Number("ALITELLM_MIXED_SCHEDULES") ?? 8);
    }

    private static int? Number(string variable)
    {
        return int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
