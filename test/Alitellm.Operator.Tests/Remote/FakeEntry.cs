using Alitellm.Operator.Remote;
using Alitellm.Operator.Remote.Content;
using Alitellm.Operator.Remote.Observing;

namespace Alitellm.Operator.Tests.Remote;

/// <summary>An entry that says of itself whose it is.</summary>
internal sealed record FakeEntry(string Id, string Name, Ownership Ownership = Ownership.Unmarked, string Fingerprint = "f") : IObservedEntry
{
    public Marker? Marker => Ownership is Ownership.OurInstanceOtherObject or Ownership.OtherInstance ? new Marker(1, "other", "ns/other", "u", null) : null;

    public string? CreatedBy => null;

    public bool IsWritable { get; init; } = true;

    public static RemoteSnapshot<FakeEntry> List(params FakeEntry[] entries)
    {
        return RemoteSnapshot<FakeEntry>.Of(1, DateTimeOffset.UnixEpoch, entries);
    }
}
