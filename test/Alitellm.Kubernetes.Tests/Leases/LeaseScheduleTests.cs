using CsCheck;
using NUnit.Framework;

namespace Alitellm.Kubernetes.Tests.Leases;

/// <summary>Random faults for three replicas: the world itself checks after every step that no lease has two senders.</summary>
public sealed class LeaseScheduleTests
{
    private enum Kind
    {
        Heal,
        Unreachable,
        AnswerLost,
        Hangs,
        AnswerHangs,
        SilentWatch,
        Stop,
        Continue,
        ClockJump,
        SlowDrain,
    }

    private static readonly Gen<(Kind Kind, int Replica, int Seconds)[]> Schedule =
        Gen.Select(Gen.Enum<Kind>(), Gen.Int[0, 2], Gen.Int[1, 25]).Array[1, 12];

    [Test]
    public void Whatever_fails_no_lease_has_two_senders_and_all_are_shared_again_when_it_is_over()
    {
        Schedule.Sample(
            schedule =>
            {
                LeaseWorld world = new() { Leases = [("a", "x"), ("b", "x"), ("c", "c")] };
                LeaseReplica[] replicas = [world.Join("one"), world.Join("two"), world.Join("three")];
                foreach ((Kind kind, int index, int seconds) in schedule)
                {
                    Apply(kind, replicas[index], seconds);
                    world.Run(seconds);
                }

                foreach (LeaseReplica replica in replicas)
                {
                    Apply(Kind.Heal, replica, 0);
                    Apply(Kind.Continue, replica, 0);
                }

                world.RunUntil(() => world.AllHeldBy(replicas), 90);
            },
            iter: 60,
            print: schedule => string.Join(", ", schedule));
    }

    private static void Apply(Kind kind, LeaseReplica replica, int seconds)
    {
        switch (kind)
        {
            case Kind.Heal:
                replica.Door.Fault = StoreFault.None;
                replica.DrainTime = TimeSpan.Zero;
                break;
            case Kind.Unreachable:
                replica.Door.Fault = StoreFault.Unreachable;
                break;
            case Kind.AnswerLost:
                replica.Door.Fault = StoreFault.AnswerLost;
                break;
            case Kind.Hangs:
                replica.Door.Fault = StoreFault.Hangs;
                break;
            case Kind.AnswerHangs:
                replica.Door.Fault = StoreFault.AnswerHangs;
                break;
            case Kind.SilentWatch:
                replica.Door.Fault = StoreFault.SilentWatch;
                break;
            case Kind.Stop:
                replica.IsStopped = true;
                break;
            case Kind.Continue:
                replica.IsStopped = false;
                break;
            case Kind.ClockJump:
                replica.Time.Skew = TimeSpan.FromHours(seconds - 12);
                break;
            default:
                replica.DrainTime = TimeSpan.FromSeconds(seconds);
                break;
        }
    }
}
