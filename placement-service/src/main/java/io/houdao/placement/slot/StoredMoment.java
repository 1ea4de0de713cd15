package io.houdao.placement.slot;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code moment}. */
@Entity
@Table(name = "moment")
class StoredMoment {

    @Id
    private String moment;

    @Column(name = "name_zh")
    private String nameZh;

    @Column(name = "name_en")
    private String nameEn;

    protected StoredMoment() {}

    StoredMoment(Moment moment) {
        this.moment = moment.moment();
        this.nameZh = moment.name().zh();
        this.nameEn = moment.name().en();
    }

    Moment toMoment() {
        return new Moment(moment, new Name(nameZh, nameEn));
    }
}
