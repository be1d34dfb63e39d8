using Alitellm.Operator.Remote.Policies;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Remote.Policies;

public sealed class SettleLedgerTests
{
    private const string _endpoint = "http://litellm:4000";
    private const string _kind = "LiteLLMModel";

    private static readonly RemoteEntryKey _key = new(_endpoint, _kind, "a");

    private FakeTimeProvider _time = null!;
    private SettleLedger _ledger = null!;

    [SetUp]
    public void SetUp()
    {
        _time = new();
        _ledger = new(TimeSpan.FromSeconds(35), _time);
    }

    [Test]
    public void An_entry_settles_for_the_window_after_its_write()
    {
        Assert.That(_ledger.IsSettling(_key, out var left), Is.False);
        Assert.That(left, Is.EqualTo(TimeSpan.Zero));

        _ledger.Wrote(_key, "v2:x");
        Advance(10);
        Assert.That(_ledger.IsSettling(_key, out left));
        Assert.That(left, Is.EqualTo(TimeSpan.FromSeconds(25)));
        Assert.That(_ledger.HashOf(_key), Is.EqualTo("v2:x"));

        Advance(25);
        Assert.That(_ledger.IsSettling(_key, out left), Is.False);
        Assert.That(left, Is.EqualTo(TimeSpan.Zero));
        Assert.That(_ledger.HashOf(_key), Is.Null);
    }

    [Test]
    public void A_further_write_starts_the_window_anew()
    {
        _ledger.Wrote(_key, "v2:x");
        Advance(30);
        _ledger.Wrote(_key, null);
        Advance(30);

        Assert.That(_ledger.IsSettling(_key, out var left));
        Assert.That(left, Is.EqualTo(TimeSpan.FromSeconds(5)));
        Assert.That(_ledger.HashOf(_key), Is.Null);
        Assert.That(_ledger.TakeLeaving(_endpoint, _kind), Is.Empty);
    }

    [Test]
    public void Ids_that_left_are_handed_out_once_in_order_and_only_for_their_endpoint_and_kind()
    {
        foreach (var id in new[] { "c", "a", "b" })
        {
            _ledger.Wrote(_key with { Id = id }, null);
        }

        _ledger.Wrote(_key with { Kind = "LiteLLMTeam" }, null);
        _ledger.Wrote(_key with { Endpoint = "http://other" }, null);
        Advance(20);
        _ledger.Wrote(_key with { Id = "late" }, null);

        Assert.That(_ledger.TakeLeaving(_endpoint, _kind), Is.Empty);
        Advance(15);
        Assert.That(_ledger.TakeLeaving(_endpoint, _kind), Is.EqualTo(new[] { "a", "b", "c" }));
        Assert.That(_ledger.TakeLeaving(_endpoint, _kind), Is.Empty);
        Advance(20);
        Assert.That(_ledger.TakeLeaving(_endpoint, _kind), Is.EqualTo(new[] { "late" }));
        Assert.That(_ledger.TakeLeaving(_endpoint, "LiteLLMTeam"), Is.EqualTo(new[] { "a" }));
        Assert.That(_ledger.TakeLeaving("http://other", _kind), Is.EqualTo(new[] { "a" }));
    }

    [Test]
    public void An_entry_written_again_after_it_left_leaves_again()
    {
        _ledger.Wrote(_key, null);
        Advance(35);
        _ledger.TakeLeaving(_endpoint, _kind);
        _ledger.Wrote(_key, null);
        Advance(35);

        Assert.That(_ledger.TakeLeaving(_endpoint, _kind), Is.EqualTo(new[] { "a" }));
    }

    [Test]
    public void What_is_forgotten_neither_settles_nor_leaves()
    {
        _ledger.Wrote(_key, null);
        _ledger.Wrote(_key with { Id = "b" }, null);
        _ledger.Forget(_key);
        Assert.That(_ledger.IsSettling(_key, out _), Is.False);
        Assert.That(_ledger.IsSettling(_key with { Id = "b" }, out _));

        _ledger.Forget(_endpoint, _kind);
        Advance(35);
        Assert.That(_ledger.TakeLeaving(_endpoint, _kind), Is.Empty);
    }

    [Test]
    public void A_window_of_zero_settles_at_once()
    {
        var ledger = new SettleLedger(TimeSpan.Zero, _time);
        ledger.Wrote(_key, null);

        Assert.That(ledger.IsSettling(_key, out _), Is.False);
        Assert.That(ledger.TakeLeaving(_endpoint, _kind), Is.EqualTo(new[] { "a" }));
    }

    [Test]
    public void No_write_is_lost_when_many_are_noted_at_once()
    {
        Parallel.For(0, 1000, i => _ledger.Wrote(_key with { Id = $"id-{i}", Kind = i % 2 == 0 ? _kind : "LiteLLMTeam" }, null));
        Advance(35);

        Assert.That(_ledger.TakeLeaving(_endpoint, _kind), Has.Count.EqualTo(500));
        Assert.That(_ledger.TakeLeaving(_endpoint, "LiteLLMTeam"), Has.Count.EqualTo(500));
    }

    private void Advance(double seconds)
    {
        _time.Advance(TimeSpan.FromSeconds(seconds));
    }
}
