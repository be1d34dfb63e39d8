using NUnit.Framework;

namespace Alitellm.Operator.Tests.Discovery.Models;

/// <summary>A fresh <see cref="SourceWorld"/> per test.</summary>
internal abstract class SourceFixture
{
    private SourceWorld? _world;

    private protected SourceWorld World => _world!;

    [SetUp]
    public void CreateWorld()
    {
        _world = new SourceWorld();
    }

    [TearDown]
    public void DisposeWorld()
    {
        _world!.Dispose();
    }
}
