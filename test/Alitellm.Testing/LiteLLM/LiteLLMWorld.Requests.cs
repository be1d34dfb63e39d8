using System.Text.Json.Nodes;

namespace Alitellm.Testing.LiteLLM;

/// <content>From a request to its delivery.</content>
public sealed partial class LiteLLMWorld
{
    private static readonly string[] IdKeys = ["id", "model_id", "team_id", "server_id", "toolset_id", "group", "name"];

    /// <summary>Works on one request. The effect is stored at once; the answer may be kept back, altered or lost.</summary>
    internal async Task<Delivery> SendAsync(WireRequest request, int replica, CancellationToken cancellationToken)
    {
        Turn turn;
        lock (gate)
        {
            turn = Begin(request, replica);
        }

        if (turn.Hang is { } hang)
        {
            await HangAsync(turn.Call, hang, cancellationToken);
            lock (gate)
            {
                turn = turn with { Delivery = turn.Delivery ?? Carry(turn.Work!, turn.Effect), Hang = null };
            }
        }

        if (turn.Delay > TimeSpan.Zero)
        {
            await KeepBackAsync(turn, cancellationToken);
        }

        lock (gate)
        {
            Complete(turn);
        }

        return turn.Delivery!;
    }

    private Turn Begin(WireRequest request, int index)
    {
        var now = Now;
        var path = Uri.UnescapeDataString(request.Path);
        var (route, values, refusal) = routes.Find(request.Method, path);
        var body = request.Body.IsEmpty ? null : Json.Parse(request.Body.Span);
        var replica = replicas[index >= 0 ? index : nextReplica++ % replicas.Length];
        var call = Journal.Arrive(request, path, route?.Operation ?? $"{request.Method} {path}", SubjectOf(values, body), replica.Index, now);
        if (Faults.IsDown)
        {
            return new Turn(call) { Delivery = Delivery.Refused };
        }

        var effect = Faults.Strike(call);
        var work = new Work(request, route, values, refusal, body, replica);
        var turn = new Turn(call) { Effect = effect, Work = work };
        turn = effect switch
        {
            { Kind: LiteLLMFaultKind.Refused } => turn with { Delivery = Delivery.Refused },
            { Kind: LiteLLMFaultKind.Hang, AfterEffect: false } => turn with { Hang = effect.Duration ?? Timeout.InfiniteTimeSpan },
            _ => turn with { Delivery = Carry(work, effect) },
        };
        if (effect is { Kind: LiteLLMFaultKind.Hang, AfterEffect: true })
        {
            turn = turn with { Hang = effect.Duration ?? Timeout.InfiniteTimeSpan };
        }

        return turn with { Delay = DelayOf(call, now) + (turn.Delivery?.Reply?.Delay ?? TimeSpan.Zero) };
    }

    /// <summary>Lets the request have its effect, and bends the answer as the fault says.</summary>
    private Delivery Carry(Work work, LiteLLMFaultEffect? effect)
    {
        if (effect is { Kind: LiteLLMFaultKind.Status, AfterEffect: false })
        {
            return new Delivery(DeliveryKind.Answer, FaultReplies.Of(effect));
        }

        var reply = Handle(work, effect?.Kind);
        return effect switch
        {
            { Kind: LiteLLMFaultKind.Status } => new Delivery(DeliveryKind.Answer, FaultReplies.Of(effect) with { Delay = reply.Delay }),
            { Kind: LiteLLMFaultKind.LostAnswer } => new Delivery(DeliveryKind.Drop, reply),
            { Kind: LiteLLMFaultKind.Truncated } => new Delivery(DeliveryKind.Truncate, reply) { Keep = (int)Math.Min(effect.Bytes, reply.Body.Length) },
            { Kind: LiteLLMFaultKind.Oversized } => new Delivery(DeliveryKind.Answer, FaultReplies.Padded(reply, effect.Bytes)),
            _ => new Delivery(DeliveryKind.Answer, reply),
        };
    }

    private Reply Handle(Work work, LiteLLMFaultKind? fault)
    {
        if (work.Route is not { } route)
        {
            return work.Refusal!;
        }

        if (keys.Refuse(work.Request, route) is { } denied)
        {
            return denied;
        }

        var now = Now;
        work.Replica.CatchUp(now);
        var exchange = new Exchange(work.Request, work.Values, work.Body, work.Replica, now)
        {
            Stale = fault == LiteLLMFaultKind.StaleRead,
            SkipMemory = fault == LiteLLMFaultKind.MemoryLag,
        };
        try
        {
            return route.Handle(exchange);
        }
        catch (ReplyException error)
        {
            return error.Reply;
        }
    }

    private TimeSpan DelayOf(LiteLLMCall call, DateTimeOffset now)
    {
        if (!call.IsWrite)
        {
            return Options.ReadLatency;
        }

        if (!Options.SerialWrites)
        {
            return Options.WriteLatency;
        }

        writesDone = (writesDone > now ? writesDone : now) + Options.WriteLatency;
        return writesDone - now;
    }

    private async Task HangAsync(LiteLLMCall call, TimeSpan duration, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(duration, time, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            lock (gate)
            {
                Journal.Complete(call, LiteLLMCallOutcome.ClientGone, null, Now);
            }

            throw;
        }
    }

    /// <summary>Waits for the latency. When the client leaves, the server goes on alone and the journal closes the call when it is done.</summary>
    private async Task KeepBackAsync(Turn turn, CancellationToken cancellationToken)
    {
        var done = Task.Delay(turn.Delay, time, CancellationToken.None);
        try
        {
            await done.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            _ = done.ContinueWith(
                _ =>
                {
                    lock (gate)
                    {
                        Journal.Complete(turn.Call, LiteLLMCallOutcome.ClientGone, null, Now);
                    }
                },
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
            throw;
        }
    }

    private void Complete(Turn turn)
    {
        var outcome = turn.Delivery!.Kind switch
        {
            DeliveryKind.Refuse => LiteLLMCallOutcome.Refused,
            DeliveryKind.Drop or DeliveryKind.Truncate => LiteLLMCallOutcome.AnswerLost,
            _ => LiteLLMCallOutcome.Answered,
        };
        Journal.Complete(turn.Call, outcome, turn.Delivery.Reply?.Status, Now);
    }

    private static string? SubjectOf(Dictionary<string, string> values, JsonNode? body)
    {
        foreach (var key in IdKeys)
        {
            if (values.TryGetValue(key, out var value))
            {
                return value;
            }
        }

        if (body is not JsonObject sent)
        {
            return null;
        }

        return (sent["model_info"] as JsonObject)?["id"] is { } id
            ? Json.Text(id)
            : IdKeys.Select(key => Json.Text(sent[key])).FirstOrDefault(text => text is not null);
    }

    /// <summary>What is needed to let a request have its effect, now or after a hang.</summary>
    private sealed record Work(
        WireRequest Request, Route? Route, Dictionary<string, string> Values, Reply? Refusal, JsonNode? Body, Replica Replica);

    /// <summary>Where a request stands between arrival and completion.</summary>
    private sealed record Turn(LiteLLMCall Call)
    {
        public Work? Work { get; init; }

        public LiteLLMFaultEffect? Effect { get; init; }

        public Delivery? Delivery { get; init; }

        public TimeSpan? Hang { get; init; }

        public TimeSpan Delay { get; init; }
    }
}
