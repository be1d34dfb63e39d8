using System.Globalization;
using System.Text.Json.Nodes;
using Alitellm.Testing.LiteLLM;

namespace Alitellm.Operator.Tests.World;

/// <summary>
/// Some minutes in which users edit objects, somebody edits LiteLLM by hand and, drawn from a seed, everything goes wrong that can; then
/// the faults stop and the world comes to rest. What users do depends on <c>seed % <see cref="Scripts"/></c> alone, so that runs of one
/// script must all end alike.
/// </summary>
internal sealed class FaultSchedule : IDisposable
{
    public const int Scripts = 8;

    private const int Models = 8;

    /// <summary>Longer than every slow look: a watch that fell silent, a refused key, a storm brake.</summary>
    private static readonly TimeSpan s_rest = TimeSpan.FromMinutes(25);

    private readonly int _seed;
    private readonly FaultInjector _faults;
    private readonly Random _users;
    private readonly bool _twoOperators;
    private readonly List<string> _told = [];
    private readonly HashSet<int> _deleted = [];

    /// <param name="withFaults">False for the run that shows how it must end.</param>
    public FaultSchedule(int seed, bool withFaults = true)
    {
        _seed = seed;
        _users = new Random(seed % Scripts);
        WithFaults = withFaults;
        _twoOperators = withFaults && seed % 2 == 1;
        World = new OperatorWorld(new()
        {
            Seed = seed,
            LiteLLM = new LiteLLMWorldOptions
            {
                Replicas = withFaults && seed % 3 == 0 ? 2 : 1,
                WriteLatency = TimeSpan.FromMilliseconds(40),
                ServingGap = TimeSpan.FromMilliseconds(withFaults && seed % 5 == 0 ? 800 : 0),
            },
            Operator = options => options with { LeaderElection = _twoOperators },
        });
        _faults = new FaultInjector(World, new Random(seed), withFaults, Tell);
    }

    public OperatorWorld World { get; }

    public bool WithFaults { get; }

    /// <summary>What was done, for a failed assertion.</summary>
    public string Told => string.Join('\n', _told);

    /// <summary>Runs it from beginning to rest.</summary>
    public FaultSchedule Run()
    {
        World.Apply(Objects.Secret("provider", "key", "sk-first"));
        ForeignBefore = [.. Enumerable.Range(0, 3).Select(AddForeign)];
        _faults.StartOperator();
        if (_twoOperators)
        {
            _faults.StartOperator();
        }

        for (var step = 0; step < 14; step++)
        {
            Act(step);
            if (WithFaults)
            {
                _faults.Break();
            }

            World.Run(Pause(_users));
        }

        _faults.Stop();
        World.Run(s_rest);
        return this;
    }

    /// <summary>Rows nobody may touch, as they were.</summary>
    public IReadOnlyList<string> ForeignBefore { get; private set; } = [];

    public IReadOnlyList<string> ForeignNow => [.. World.LiteLLM.Models.Where(row => row.ModelName.StartsWith("foreign", StringComparison.Ordinal)).Select(Text)];

    /// <summary>How it ended: objects and rows, without what differs by nature (UIDs, versions, times).</summary>
    public string End()
    {
        var objects = World.Kubernetes.List("litellmmodels.litellm.ackstorm.ai").Select(model =>
        {
            var status = model["status"];
            var last = status?["lastRendered"];
            return $"{model["metadata"]!["name"]} finalizers={model["metadata"]!["finalizers"]?.ToJsonString()} {OperatorWorld.Condition(model, "Ready")} "
                + $"reconciling={OperatorWorld.Condition(model, "Reconciling")} stalled={OperatorWorld.Condition(model, "Stalled")} observed={status?["observedGeneration"]?.ToJsonString() == model["metadata"]!["generation"]!.ToJsonString()} "
                + $"{last?["hash"]} {last?["secretsHash"]} {last?["infoHash"]} {last?["modelID"]} {last?["paramsKeys"]?.ToJsonString()} {last?["infoKeys"]?.ToJsonString()}";
        });
        var rows = World.LiteLLM.Models.Where(row => !row.ModelName.StartsWith("foreign", StringComparison.Ordinal)).OrderBy(row => row.Id, StringComparer.Ordinal).Select(row =>
        {
            var info = row.ModelInfo.DeepClone().AsObject();
            info.Remove("created_at");
            info.Remove("updated_at");
            info["alitellm_operator"]?.AsObject().Remove("uid");
            return $"{row.Id} {row.ModelName} {Sorted(row.LitellmParams)} {Sorted(info)}";
        });
        return string.Join('\n', objects.Concat(rows).Append($"connection {OperatorWorld.Condition(World.Connection(), "Ready")}"));
    }

    /// <summary>Every request on both sides, byte for byte.</summary>
    public string Journals()
    {
        var kubernetes = World.Kubernetes.Journal.Records.Select(record => $"{record.Time:O} {record.Request.Verb} {record.Request.Path} {record.Status} {record.Connection} {record.Request.UserAgent}");
        var proxy = World.LiteLLM.Journal.Calls.Select(call => $"{call.Arrived:O} {call} {call.Body} {call.Fault} {call.Outcome} {call.Completed:O}");
        return string.Join('\n', kubernetes.Concat(proxy));
    }

    public void Dispose()
    {
        World.Dispose();
    }

    private void Act(int step)
    {
        var index = _users.Next(Models);
        var name = $"m{index}";
        var choice = _users.Next(10);
        var value = _users.Next(100);
        switch (choice)
        {
            case < 5:
                Tell($"{step}: apply {name} {value}");
                Apply(index, value);
                break;
            case 5 when index % 2 == 0 && World.Model(name) is not null && _deleted.Add(index):
                // For good: an object applied again while its deletion waits for LiteLLM would end with it.
                Tell($"{step}: delete {name}");
                World.DeleteModel(name);
                break;
            case 5:
                break;
            case 6:
                Tell($"{step}: rotate the provider's key to {value}");
                World.Apply(Objects.Secret("provider", "key", $"sk-{value}"));
                break;
            case 7 or 8:
                EditByHand(name, deletes: choice == 8);
                break;
            default:
                Tell($"{step}: apply all {step}");
                for (var i = 0; i < Models; i++)
                {
                    Apply(i, step);
                }

                break;
        }
    }

    private void Apply(int index, int value)
    {
        if (!_deleted.Contains(index))
        {
            World.Apply(Objects.Model($"m{index}", Spec(index, value)));
        }
    }

    private void EditByHand(string name, bool deletes)
    {
        if (World.Row(name) is not { } row)
        {
            return;
        }

        Tell($"{(deletes ? "delete" : "edit")} {name} by hand");
        if (deletes)
        {
            World.LiteLLM.DeleteModelByHand(row.Id);
        }
        else
        {
            World.LiteLLM.EditModelByHand(row.Id, JsonNode.Parse("""{"litellm_params":{"max_tokens":7}}""")!.AsObject());
        }
    }

    /// <summary>Even ones may be deleted, so their deletion must not give up; odd ones hold a secret.</summary>
    private static string Spec(int index, int value)
    {
        var temperature = (value / 100.0).ToString(CultureInfo.InvariantCulture);
        return index % 2 == 0
            ? $$$"""{"params":{"model":"openai/gpt-4o","temperature":{{{temperature}}}},"info":{"note":"n{{{value}}}"},"deletionPolicy":"Delete"}"""
            : $$$"""{"params":{"model":"openai/gpt-4o","api_key":"{{KEY}}"{{{(value % 3 == 0 ? ",\"top_p\":0.5" : "")}}}},"secrets":[{"as":"KEY","secretRef":{"name":"provider","key":"key"}}]}""";
    }

    private static TimeSpan Pause(Random random)
    {
        return random.Next(2) == 0 ? TimeSpan.FromMilliseconds(random.Next(600)) : TimeSpan.FromMilliseconds(random.Next(1_000, 45_000));
    }

    private string AddForeign(int index)
    {
        var name = index == 2 ? "foreign-pool" : $"foreign{index}";
        var id = World.LiteLLM.CreateModelByHand(new JsonObject
        {
            ["model_name"] = name,
            ["litellm_params"] = new JsonObject { ["model"] = "openai/gpt-4o", ["api_key"] = $"sk-foreign-{index}" },
            ["model_info"] = new JsonObject { ["note"] = "do not touch" },
        });
        return Text(World.LiteLLM.FindModel(id)!);
    }

    private static string Text(ModelRow row)
    {
        return $"{row.Id} {row.ModelName} {row.LitellmParams.ToJsonString()} {row.ModelInfo.ToJsonString()} {row.UpdatedAt:O}";
    }

    private static string Sorted(JsonObject bag)
    {
        return string.Join(',', bag.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key}={entry.Value?.ToJsonString()}"));
    }

    private void Tell(string what)
    {
        _told.Add($"{World.Time.Elapsed} {what}");
    }

    public override string ToString()
    {
        return $"seed {_seed}";
    }
}
