package rules
import ("testing";"os";"fmt")
func TestZ(t *testing.T){ r,_:=os.Open("../assets/sample/filing.json"); f,err:=Decode(r); if err!=nil {t.Fatal(err)}
 rep:=Builtin().Check(f,"2026-11-23"); fmt.Println(rep.Route, rep.Ready()); for _,x:=range rep.Findings{ fmt.Println(x.Severity,x.Rule,x.Field,x.Args)}
 for _,m:=range rep.Materials{ fmt.Println(m.Item,m.ID,m.Needed,m.Reason)}
 rep=Builtin().Check(New("new_recordal"),"2026-11-23"); for _,x:=range rep.Findings{ fmt.Println(x.Severity,x.Rule,x.Field,x.Args)}
}
func BenchmarkCheck(b *testing.B){ r,_:=os.Open("../assets/sample/filing.json"); f,_:=Decode(r); bk:=Builtin(); for b.Loop(){ bk.Check(f,"2026-11-23")}}
