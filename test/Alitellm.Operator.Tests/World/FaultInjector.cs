using Alitellm.Testing.Kubernetes;
using Alitellm.Testing.LiteLLM;

namespace Alitellm.Operator.Tests.World;

/// <summary>Everything that can go wrong in a world, drawn from a seed.</summary>
/// <param name="withLatency">Whether the operators are further away than next door.</param>
/// <param name="tell">Takes what was done.</param>
internal sealed class FaultInjector(OperatorWorld world, Random random, bool withLatency, Action<string> tell)
{
    private int _started;

    /// <summary>Lets one thing go wrong.</summary>
    public void Break()
    {
        var proxy = world.LiteLLM.Faults;
        var cluster = world.Kubernetes.Faults;
        var until = world.Time.GetUtcNow() + TimeSpan.FromSeconds(random.Next(1, 40));
        var choice = random.Next(20);
        tell($"   fault {choice}");
        switch (choice)
        {
            case 0 or 1 or 2:
                KillAndStart();
                break;
            case 3:
                proxy.Add(new LiteLLMFault(LiteLLMFaultEffect.LostAnswer) { On = "writes", Probability = 0.5, Until = until });
                break;
            case 4:
                proxy.Add(new LiteLLMFault(LiteLLMFaultEffect.Status(Pick(500, 502, 503, 408))) { Probability = 0.5, Until = until });
                break;
            case 5:
                proxy.Add(new LiteLLMFault(LiteLLMFaultEffect.TooManyRequests(TimeSpan.FromSeconds(random.Next(1, 20)))) { Probability = 0.3, Until = until });
                break;
            case 6:
                proxy.Add(new LiteLLMFault(LiteLLMFaultEffect.StaleRead) { On = "reads", Until = until });
                break;
            case 7:
                proxy.Add(new LiteLLMFault(LiteLLMFaultEffect.MemoryLag) { On = "writes", Until = until });
                break;
            case 8:
                proxy.Down(TimeSpan.FromSeconds(random.Next(1, 60)));
                break;
            case 9:
                proxy.Add(new LiteLLMFault(LiteLLMFaultEffect.Hang(afterEffect: random.Next(2) == 0)) { Times = random.Next(1, 4) });
                break;
            case 10:
                proxy.Add(new LiteLLMFault(LiteLLMFaultEffect.Status(401)) { Times = random.Next(1, 4) });
                break;
            case 11:
                cluster.CutWatches();
                break;
            case 12:
                cluster.CutWatchesMidLine();
                break;
            case 13:
                world.Kubernetes.Compact();
                cluster.ExpireWatches();
                break;
            case 14:
                cluster.StallWatches();
                break;
            case 15:
                cluster.Add(new FaultRule { Action = Refusal(), Probability = 0.4, Times = random.Next(1, 15), Where = request => request.Resource != "leases" });
                break;
            case 16:
                cluster.Add(new FaultRule { Action = FaultAction.LoseAnswer(), Verb = "patch", Probability = 0.5, Times = random.Next(1, 8) });
                break;
            case 17:
                cluster.Down();
                world.Run(TimeSpan.FromSeconds(random.Next(1, 20)));
                cluster.Up();
                break;
            case 18:
                world.OperatorTime.Jump(TimeSpan.FromSeconds(random.Next(-900, 900)));
                break;
            default:
                LoseLease();
                break;
        }
    }

    /// <summary>Starts a further operator.</summary>
    public void StartOperator()
    {
        world.Start($"{(char)('a' + (_started % 26))}{_started++}").SetLatency(TimeSpan.FromMilliseconds(withLatency ? random.Next(1, 30) : 1));
    }

    /// <summary>Ends all faults, and starts an operator where none is left.</summary>
    public void Stop()
    {
        tell("faults stop");
        world.LiteLLM.Faults.Clear();
        world.Kubernetes.Faults.Up();
        world.Kubernetes.Faults.Clear();
        foreach (var instance in world.Operators)
        {
            instance.Reconnect();
            instance.SetLatency(TimeSpan.Zero);
        }

        if (!world.Operators.Any(instance => instance.IsRunning))
        {
            StartOperator();
        }
    }

    private FaultAction Refusal()
    {
        return random.Next(6) switch
        {
            0 => FaultAction.Conflict(),
            1 => FaultAction.Expired(),
            2 => FaultAction.TooManyRequests(random.Next(1, 4)),
            3 => FaultAction.Refuse(),
            4 => FaultAction.Hang(),
            _ => FaultAction.InternalError(),
        };
    }

    private void KillAndStart()
    {
        world.Run(TimeSpan.FromMilliseconds(random.Next(0, 400)));
        var running = world.Operators.Where(instance => instance.IsRunning).ToList();
        if (running.Count > 0)
        {
            running[random.Next(running.Count)].Kill();
        }

        world.Run(TimeSpan.FromMilliseconds(random.Next(0, 5_000)));
        StartOperator();
    }

    private void LoseLease()
    {
        var running = world.Operators.Where(instance => instance.IsRunning).ToList();
        if (running.Count == 0)
        {
            return;
        }

        var cut = running[random.Next(running.Count)];
        cut.CutFromKubernetes();
        world.Run(TimeSpan.FromSeconds(random.Next(5, 30)));
        cut.Reconnect();
    }

    private int Pick(params int[] values)
    {
        return values[random.Next(values.Length)];
    }
}
