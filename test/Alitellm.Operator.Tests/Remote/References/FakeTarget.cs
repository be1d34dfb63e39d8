using Alitellm.Operator.Connections;
using Alitellm.Operator.Remote.References;

namespace Alitellm.Operator.Tests.Remote.References;

/// <summary>A kind whose entries are told beforehand.</summary>
internal sealed class FakeTarget(string kind, Dictionary<string, ReferenceAnswer> answers) : IReferenceTarget
{
    public event Action<string?>? Changed
    {
        add { }
        remove { }
    }

    public string Kind => kind;

    public ReferenceAnswer Find(Reference reference, string @namespace, ConnectionSnapshot connection)
    {
        return answers.GetValueOrDefault(reference.Name, ReferenceAnswer.Nothing);
    }

    public IDisposable ListWhile(Func<ConnectionSnapshot, bool> wanted)
    {
        throw new NotSupportedException();
    }

    public void Reconsider()
    {
    }
}
