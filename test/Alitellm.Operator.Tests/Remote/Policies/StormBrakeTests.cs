using Alitellm.Kubernetes;
using Alitellm.Operator.Remote.Policies;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Remote.Policies;

public sealed class StormBrakeTests
{
    private static readonly ObjectKey _key = new("default", "a");

    private FakeTimeProvider _time = null!;
    private StormBrake _brake = null!;

    [SetUp]
    public void SetUp()
    {
        _time = new();
        _brake = new(_time);
    }

    [Test]
    public void Five_repairs_in_a_row_are_allowed_and_the_sixth_waits_a_window_from_the_fifth()
    {
        for (var i = 0; i < 5; i++)
        {
            Assert.That(_brake.BeforeRepair(_key), Is.EqualTo(StormVerdict.Allowed));
            _brake.Recorded(_key);
            Advance(minutes: 1);
        }

        Assert.That(_brake.BeforeRepair(_key), Is.EqualTo(StormVerdict.Contested(TimeSpan.FromMinutes(9))));
        Advance(minutes: 9);
        Assert.That(_brake.BeforeRepair(_key).IsAllowed);
    }

    [Test]
    public void Five_repairs_spread_over_more_than_a_window_are_no_storm()
    {
        for (var i = 0; i < 50; i++)
        {
            Assert.That(_brake.BeforeRepair(_key).IsAllowed);
            _brake.Recorded(_key);
            Advance(minutes: 2.5);
        }

        Assert.That(_brake.IsContested(_key), Is.False);
    }

    [Test]
    public void A_contested_entry_is_repaired_once_per_window_for_as_long_as_the_other_writer_goes_on()
    {
        Storm();
        for (var i = 0; i < 10; i++)
        {
            Advance(minutes: 10);
            Assert.That(_brake.IsContested(_key));
            Assert.That(_brake.BeforeRepair(_key).IsAllowed);
            _brake.Recorded(_key);
            Assert.That(_brake.BeforeRepair(_key).RetryAfter, Is.EqualTo(TimeSpan.FromMinutes(10)));
        }
    }

    [Test]
    public void An_entry_left_alone_for_two_windows_is_calm_and_has_all_its_repairs_again()
    {
        Storm();
        Advance(minutes: 19.99);
        Assert.That(_brake.IsContested(_key));

        Advance(minutes: 0.01);
        Assert.That(_brake.IsContested(_key), Is.False);
        for (var i = 0; i < 5; i++)
        {
            Assert.That(_brake.BeforeRepair(_key).IsAllowed);
            _brake.Recorded(_key);
        }

        Assert.That(_brake.BeforeRepair(_key).IsAllowed, Is.False);
    }

    [Test]
    public void Asking_counts_as_no_repair()
    {
        for (var i = 0; i < 20; i++)
        {
            Assert.That(_brake.BeforeRepair(_key).IsAllowed);
        }
    }

    [Test]
    public void Entries_do_not_share_a_brake_and_forgetting_one_spares_the_other()
    {
        var sameIdElsewhere = _key with { Namespace = "other" };
        Storm();
        Assert.That(_brake.BeforeRepair(sameIdElsewhere).IsAllowed);
        for (var i = 0; i < 5; i++)
        {
            _brake.Recorded(sameIdElsewhere);
        }

        _brake.Forget(_key);

        Assert.That(_brake.BeforeRepair(_key).IsAllowed);
        Assert.That(_brake.IsContested(_key), Is.False);
        Assert.That(_brake.BeforeRepair(sameIdElsewhere).IsAllowed, Is.False);
    }

    [Test]
    public void Calm_entries_are_swept_up_and_contested_ones_are_not()
    {
        _brake.Recorded(_key with { Name = "calm" });
        Advance(minutes: 15);
        Storm();
        Advance(minutes: 11);

        _brake.Recorded(_key with { Name = "new" });

        Assert.That(_brake.Count, Is.EqualTo(2));
        Assert.That(_brake.IsContested(_key));
    }

    [Test]
    public void Whoever_obeys_it_never_repairs_more_than_five_times_in_a_window_and_may_always_repair_within_one()
    {
        Gen.Int[0, 400].Array[1, 120].Sample(
            pauses =>
            {
                SetUp();
                var repairs = new List<DateTimeOffset>();
                foreach (var seconds in pauses)
                {
                    _time.Advance(TimeSpan.FromSeconds(seconds));
                    var verdict = _brake.BeforeRepair(_key);
                    if (verdict.IsAllowed)
                    {
                        _brake.Recorded(_key);
                        repairs.Add(_time.GetUtcNow());
                    }
                    else if (verdict.RetryAfter > StormBrake.Window || verdict.RetryAfter <= TimeSpan.Zero)
                    {
                        return false;
                    }
                }

                return repairs.Zip(repairs.Skip(StormBrake.RepairsPerWindow)).All(pair => pair.Second - pair.First >= StormBrake.Window);
            },
            iter: 500,
            threads: 1);
    }

    [Test]
    public void No_repair_is_lost_when_many_are_recorded_at_once()
    {
        Parallel.For(0, 500, i => _brake.Recorded(_key with { Name = $"id-{i % 100}" }));

        Assert.That(_brake.Count, Is.EqualTo(100));
        Assert.That(Enumerable.Range(0, 100).All(i => _brake.IsContested(_key with { Name = $"id-{i}" })));
    }

    private void Storm()
    {
        for (var i = 0; i < 5; i++)
        {
            _brake.Recorded(_key);
        }
    }

    private void Advance(double minutes)
    {
        _time.Advance(TimeSpan.FromMinutes(minutes));
    }
}
